import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { troubles } from '../../local/program/trouble/troubles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();

/** Runs npm start with a trouble, and returns what it prints. */
async function run(name: string, ...more: string[]): Promise<{ status: number; output: string }> {
  const child = spawn(process.execPath, [resolve('local/start.ts'), '--trouble', name, ...more], {
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
  it.each<[string, string | undefined, RegExp[]]>([
    ['origin-errors', 'Server error rate', [/What doctor finds:\n {2}nothing/]],
    ['poison-records', 'Quarantine rate', [/✗ quarantine +500 records went to quarantine/]],
    [
      'layout-change',
      'Quarantine rate',
      [/✗ quarantine +4,999 records went to quarantine/, /of 4,999 records 4,999 rows came back/],
    ],
    [
      's3-refuses',
      'Failed records',
      [/✗ failed batches /, /of 9,999 records 9,999 rows came back/, /In the end: 9,999 records, 9,999 rows/],
    ],
    ['hot-shard', 'Throttled writes', [/✗ throttling /]],
  ])('%s: the alarm fires by its own definition, doctor finds it, and it adds up', async (name, alarm, found) => {
    const { status, output } = await run(name);
    const [, alarms = ''] = /moved ahead by up to 15 minutes:\n((?: {2}.*\n)+)/.exec(output) ?? [];
    expect(alarms).toBe(`  cloudfront-realtime-logs ${alarm}\n`);
    for (const pattern of found) expect(output).toMatch(pattern);
    expect(output).toContain('It adds up.');
    expect(status).toBe(0);
  });

  it('says which troubles there are, and which need other records', async () => {
    const unknown = await run('rain');
    const names = troubles.map(({ name }) => name).join(', ');
    expect(unknown).toEqual({ status: 2, output: `--trouble: expected some of ${names}, got 'rain'\n` });
    expect(await run('stalled-video')).toEqual({
      status: 2,
      output:
        '--trouble stalled-video: expected records with the field cmcd-buffer-starvation; choose others with --records\n',
    });
  });
});
