import { once } from 'node:events';
import { writeExampleDay } from '../../explorer/example/writeExampleDay.ts';
import { finished, runCfrl, startCfrl } from '../support/runCfrl.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

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
    expect(await finished(child)).toMatchObject({ stderr: '' });
  });

  it.each([
    [[], '--lake: expected a folder with the Parquet files of a lake, got none; or use --example\n'],
    [['--lake', 'no/such'], "--lake: expected a folder with Parquet files, got no folder 'no/such'\n"],
    [['--lake', 'README.md'], "--lake: expected a folder with Parquet files, got the file 'README.md'\n"],
    [['--lake', 'x', '--example'], '--example: expected no --lake beside it, got both; name one of them\n'],
  ])('refuses %j', async (args, stderr) => {
    expect(await runCfrl(['explore', ...args])).toEqual({ status: 2, stdout: '', stderr });
  });
});
