import { runCommandLine } from '../../terminal/commandLine.ts';
import { type TrinoOptions, trinoCommand } from '../../trino/trinoOptions.ts';

async function read(...args: string[]): Promise<TrinoOptions | undefined> {
  let options: TrinoOptions | undefined;
  await runCommandLine(
    trinoCommand(async (given) => {
      options = given;
    }),
    args,
  );
  return options;
}

describe('npm run trino', () => {
  it('runs 20 seeds over 90 days by default, and few with --quick', async () => {
    expect(await read()).toEqual({ seeds: 20, seed: 1, steps: 5, days: 90, quick: false });
    expect(await read('--quick')).toEqual({ seeds: 2, seed: 1, steps: 3, days: 4, quick: true });
    expect(await read('--quick', '--seeds', '3')).toMatchObject({ seeds: 3, steps: 3 });
  });

  it('rejects unknown parts', async () => {
    await expect(read('--only', 'x')).rejects.toThrow('--only: expected queries,');
  });
});
