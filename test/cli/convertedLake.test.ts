import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FolderSource } from '../../explorer/sources/folder/folderSource.ts';
import { requestsFolder } from '../../explorer/sources/folder/lakeFiles.ts';
import { convertTo, writeLines } from '../support/converting.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { runForLines } from './runInProcess.ts';

const folder = temporaryFolder();
const lake = join(folder, 'lake');
const count = 300;
const fields = readFileSync('examples/website-20-fields.fields.txt', 'utf8').split(/\s+/).filter(Boolean);
const records = gunzipSync(readFileSync('examples/website-20-fields.tsv.gz'))
  .toString('latin1')
  .split('\n')
  .slice(0, count);
const idOf = (record = '') => record.split('\t')[fields.indexOf('x-edge-request-id')] ?? '';

beforeAll(async () => {
  await convertTo(lake, [writeLines(join(folder, 'capture.tsv'), records)], fields);
});

describe('a lake that convert wrote', () => {
  it('can be searched with find', async () => {
    const id = idOf(records[7]);
    const { lines, error } = await runForLines(['find', id, '--lake', lake]);

    expect(error).toBeUndefined();
    expect(lines[0]).toMatch(
      /^Found in .*\/lake\/raw\/arrival_day=2026-11-15\/arrival_hour=10\/.*\.parquet$/,
    );
    expect(lines.find((line) => line.startsWith('x-edge-request-id'))).toContain(id);
    const shown = fields.filter((field) => lines.some((line) => line.startsWith(`${field} `)));
    const last = lines.at(-1) ?? '';
    const empty = last.startsWith('Empty or not logged: ') ? last.slice(21).split(', ') : [];
    expect([...shown, ...empty].sort()).toEqual([...fields].sort());
  });

  it('can be searched with find around a time, as JSON', async () => {
    const found = await runForLines([
      'find',
      idOf(records[7]),
      '--lake',
      lake,
      '--around',
      '2026-11-15T11:00Z',
      '--json',
    ]);
    expect(JSON.parse(found.lines[0] ?? '')).toMatchObject({ x_edge_request_id: idOf(records[7]) });

    const { error } = await runForLines([
      'find',
      idOf(records[7]),
      '--lake',
      lake,
      '--around',
      '2026-11-15T20:00Z',
    ]);
    expect(error).toBe(
      `expected the request ${idOf(records[7])} among arrivals from 2026-11-15 18:00 to 2026-11-16 02:59 UTC, got none; with sampling, not all requests are logged`,
    );
  });

  it('can be queried with query', async () => {
    const { lines } = await runForLines([
      'query',
      'SELECT count(*) AS n FROM requests',
      '--lake',
      lake,
      '--csv',
    ]);
    expect(lines).toEqual(['n', String(count)]);
  });

  it('can be explained with explain', async () => {
    const window = ['--from', '2026-11-15T10:10Z', '--to', '2026-11-15T10:20Z', '--baseline', '10m'];
    const { lines, error } = await runForLines(['explain', '--metric', '4xx', '--lake', lake, ...window]);
    expect(error).toBeUndefined();
    expect(lines[0]).toMatch(/^4xx responses: .* from 2026-11-15 10:10:00 to 2026-11-15 10:20:00 UTC/);
  });

  it('can be shown on the page', async () => {
    const source = await FolderSource.open({ folder: requestsFolder(lake), name: 'lake' });
    await source.refresh();
    expect(source.meta()).toMatchObject({ rows: count, warnings: [] });
    await source.close();
  });
});

describe('find --lake', () => {
  it('describes what is wrong', async () => {
    const run = async (...args: string[]) => (await runForLines(['find', idOf(records[7]), ...args])).error;
    expect(await run('--lake', lake, '--stack', 'logs')).toBe(
      '--lake: expected no --stack, got both; remove one of them',
    );
    expect(await run('--lake', join(folder, 'no'))).toMatch(
      /^--lake: expected the folder of a lake, got '.*', which isn't a folder/,
    );
    await convertTo(
      join(folder, 'few'),
      [writeLines(join(folder, 'few.tsv'), ['1795000000.000\t200'])],
      ['timestamp', 'sc-status'],
    );
    expect(await run('--lake', join(folder, 'few'))).toBe(
      '--lake: expected records with the field x-edge-request-id, got none',
    );
  });
});
