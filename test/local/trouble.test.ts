import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { troubles } from '../../local/program/trouble/troubles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();

/** Runs npm start with a trouble, and returns what it prints. */
async function run(name: string): Promise<{ status: number; output: string }> {
  const child = spawn(process.execPath, [resolve('local/start.ts'), '--trouble', name], {
    env: { ...process.env, TMPDIR: folder },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const status = await new Promise<number>((end) => child.on('close', end));
  return { status, output };
}

describe('npm start -- --trouble', () => {
  it('says which troubles there are, and which need other records', async () => {
    const unknown = await run('rain');
    const names = troubles.map(({ name }) => name).join(', ');
    expect(unknown).toEqual({ status: 2, output: `--trouble: expected some of ${names}, got 'rain'\n` });
    expect(await run('stalled-video')).toEqual({
      status: 2,
      output:
        '--trouble stalled-video: expected records with the field cmcd-buffer-starvation; choose others with --records, such as examples/video-62-fields.tsv.gz\n',
    });
  });

  it('starves the player with the most requests, and nothing else of its client', () => {
    const fields = ['c-ip', 'cmcd-session-id', 'cmcd-buffer-starvation'];
    const change = troubles.find(({ name }) => name === 'stalled-video')?.change;
    const records = ['192.0.2.1\ta\t-', '192.0.2.2\tb\t-', '192.0.2.2\tb\t-', '192.0.2.2\t-\t-'];
    expect(change?.({ records, fields })).toEqual([
      '192.0.2.1\ta\t-',
      '192.0.2.2\tb\ttrue',
      '192.0.2.2\tb\ttrue',
      '192.0.2.2\t-\t-',
    ]);
  });
});
