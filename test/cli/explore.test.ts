import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeExampleDay } from '../../explorer/example/writeExampleDay.ts';
import { startCfrl, waitForEnd } from '../support/runCfrl.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { runCfrl } from './runInProcess.ts';
import { startStackServer } from './stackServer.ts';

const folder = temporaryFolder();

describe('explore', () => {
  it('prints the URL of the page, serves it, and stops cleanly on Ctrl-C', async () => {
    await writeExampleDay(folder, { rows: 1_000, start: Date.UTC(2026, 10, 25), files: 1 });
    const child = startCfrl(['explore', '--lake', folder, '--no-open']);
    const [first] = await once(child.stdout, 'data');
    const url = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}/.exec(String(first))?.[0] as string;
    const response = await fetch(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    const meta = await fetch(url.replace(/#.*/, 'api/meta'), {
      method: 'POST',
      body: '{}',
      headers: { 'x-explorer-token': url.replace(/.*token=/, '') },
    });
    expect(await meta.json()).toMatchObject({ name: folder, kind: 'folder', warnings: [] });
    child.kill('SIGINT');
    expect(await waitForEnd(child)).toMatchObject({ stderr: '' });
  });

  it('shows a stack with Athena, and prints errors of AWS', async () => {
    const aws = await startStackServer();
    const child = spawn(process.execPath, ['bin/cfrl.ts', 'explore', '--no-open', '--max-gigabytes', '2'], {
      env: { ...process.env, ...aws.environment },
    });
    try {
      const [first] = await once(child.stdout, 'data');
      const url = String(first).split('\n', 1)[0];
      const call = (name: string, body: object) =>
        fetch(url.replace(/#.*/, `api/${name}`), {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'x-explorer-token': url.replace(/.*token=/, '') },
        });
      expect(await (await call('meta', {})).json()).toMatchObject({
        name: 'cloudfront-realtime-logs',
        kind: 'athena',
        strip: [
          { label: 'Scanned by this page', value: '0 MB' },
          { label: 'Budget', value: '2 GB' },
        ],
      });
      const answer = await call('ask', { question: { from: 0, to: 1, filters: [] } });
      expect(JSON.parse(await answer.text())).toEqual({
        part: 'error',
        message: expect.stringContaining('not authorized'),
      });
    } finally {
      child.kill('SIGINT');
      await once(child, 'close');
      aws.close();
    }
  });

  it.each([
    [['--lake', 'no/such'], "--lake: expected a folder with Parquet files, got no folder 'no/such'\n"],
    [['--lake', 'test/cli'], "--lake: expected a folder with Parquet files, got none in 'test/cli'\n"],
    [['--lake', 'README.md'], "--lake: expected a folder with Parquet files, got the file 'README.md'\n"],
    [['--lake', 'x', '--example'], 'expected only one of --lake and --example, got --lake and --example\n'],
  ])('rejects %j', async (args, stderr) => {
    expect(await runCfrl(['explore', ...args])).toEqual({ status: 2, stdout: '', stderr });
  });
});
