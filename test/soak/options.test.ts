import { loadCommand } from '../../soak/load/loadOptions.ts';
import { soakCommand } from '../../soak/soakOptions.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';
import { UsageError } from '../../terminal/usageError.ts';

describe('soakCommand', () => {
  it('reads its options', async () => {
    const run = jest.fn();
    await runCommandLine(soakCommand(run), ['--records', '5000', '--seed', '7', '--minutes', '3']);

    expect(run.mock.calls[0][0]).toEqual({ records: 5000, seed: 7, minutes: 3 });
  });

  it.each([
    [['--records', 'many'], "--records: expected a whole number from 1000 to 100000000, got 'many'"],
    [['--seed', '-1'], "--seed: expected a whole number from 0 to 2147483647, got '-1'"],
    [['--minutes', '0'], "--minutes: expected a whole number from 1 to 10000, got '0'"],
    [['--hours', '1'], "unknown option '--hours'; see 'npm run soak -- --help'"],
  ])('rejects %j', async (words, message) => {
    await expect(runCommandLine(soakCommand(jest.fn()), words)).rejects.toThrow(new UsageError(message));
  });
});

describe('loadCommand', () => {
  it('rejects an invalid number of seconds', async () => {
    await expect(runCommandLine(loadCommand(jest.fn()), ['--seconds', 'ten'])).rejects.toThrow(
      new UsageError("--seconds: expected a whole number from 1 to 3600, got 'ten'"),
    );
  });
});
