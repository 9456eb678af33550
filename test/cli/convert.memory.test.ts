import { once } from 'node:events';
import { join } from 'node:path';
import { readExample } from '../support/examples.ts';
import { finished, startCfrl } from '../support/runCfrl.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();

/** Makes a process tell, as the last line of standard error, the most memory that it has used, in KiB. */
const tellMemory = `--import=data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => console.error(process.resourceUsage().maxRSS));",
)}`;

it('converts 1,000,000 records in at most 500 MB of memory, on one thread', async () => {
  const { lines } = readExample('website-20-fields');
  const block = Buffer.from(`${lines.slice(0, 5_000).join('\n')}\n`);
  const args = ['--fields', 'examples/website-20-fields.fields.txt', '--out', join(folder, 'lake'), '-'];
  const child = startCfrl(['convert', '--json', '--threads', '1', ...args], [tellMemory]);
  const end = finished(child);
  for (let count = 0; count < 200; count++) {
    if (!child.stdin.write(block)) await once(child.stdin, 'drain');
  }
  child.stdin.end();

  const { status, stdout, stderr } = await end;

  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ records: 1_000_000, written: 1_000_000, quarantined: 0 });
  expect(Number(stderr) * 1024).toBeLessThanOrEqual(500_000_000);
});
