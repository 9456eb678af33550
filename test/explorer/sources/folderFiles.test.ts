import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { writeExampleDay } from '../../../explorer/example/writeExampleDay.ts';
import { FolderSource } from '../../../explorer/sources/folder/folderSource.ts';
import { listFiles } from '../../../explorer/sources/folder/lakeFiles.ts';
import type { ExportFormat } from '../../../explorer/sources/source.ts';
import { convertTo, writeLines } from '../../support/converting.ts';
import { readByDuckDb } from '../../support/parquetReaders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
const formulas = temporaryFolder();
const tenants = temporaryFolder();
const start = Date.UTC(2026, 10, 25);
const { signal } = new AbortController();
const opened: FolderSource[] = [];

async function open(lake: string): Promise<FolderSource> {
  const source = await FolderSource.open({ folder: join(lake, 'raw'), name: 'lake' });
  opened.push(source);
  await source.refresh();
  return source;
}

let source: FolderSource;
beforeAll(async () => {
  await writeExampleDay(folder, { rows: 3_000, start, files: 3 });
  source = await open(folder);
});
afterAll(async () => {
  for (const one of opened) await one.close();
});

async function exported(
  of: FolderSource,
  question: Parameters<FolderSource['export']>[0],
  format: ExportFormat,
) {
  const { path, name } = await of.export(question, format);
  const bytes = readFileSync(path);
  rmSync(dirname(path), { recursive: true });
  return { name, bytes };
}

const day = { from: start, to: start + 86_400_000 };
const docs = { ...day, filters: [{ facet: 'host', include: ['docs.example.com'], exclude: [] }] };

describe('a folder', () => {
  it('is not listed again when it is opened with its files', async () => {
    const files = listFiles(join(folder, 'raw')).slice(0, 1);
    const other = await FolderSource.open({ folder: join(folder, 'absent'), files, name: 'lake' });
    opened.push(other);
    while (other.meta().rows === 0) await setImmediate();
    expect(other.meta()).toMatchObject({ rows: 1_000, warnings: [] });
  });
});

describe('a query', () => {
  it('returns rows of the lake as texts', async () => {
    const answer = await source.query('SELECT count(*) AS n, NULL AS nothing FROM requests', signal);
    expect(answer).toEqual({ columns: ['n', 'nothing'], rows: [['3000', null]], isCut: false });
  });

  it('needs the folder of a lake, and never reads a folder next to the given one', async () => {
    const [{ path } = { path: '' }] = listFiles(join(folder, 'raw'));
    const flat = join(folder, 'flat');
    mkdirSync(flat);
    cpSync(path, join(flat, 'a.parquet'));
    const other = await FolderSource.open({ folder: flat, name: 'flat' });
    opened.push(other);
    await expect(other.query('SELECT count(*) FROM requests', signal)).rejects.toThrow(
      /^Queries need the folder of a lake, with files such as raw\/arrival_day=2026-11-20\/arrival_hour=13\/a.parquet.$/,
    );
  });

  it('returns at most 1,000 rows, and reports that there are more', async () => {
    const { rows, isCut } = await source.query('SELECT cs_uri_stem FROM requests_raw', signal);
    expect([rows.length, isCut]).toEqual([1_000, true]);
  });

  it.each([
    ["SELECT * FROM read_csv('/etc/passwd')", /disabled/],
    ["COPY (SELECT 1) TO '/tmp/written.csv'", /disabled/],
    ['EXPLAIN ANALYZE SELECT 1', /without ANALYZE/],
    ['CREATE TABLE written AS SELECT 1', /of the type CREATE/],
    ['SELECT 1; SELECT 2', /expected one SQL statement, got 2/],
    ['SET enable_external_access = true', /of the type SET/],
    ['SELECT nothing FROM requests', /nothing/],
  ])('cannot read or write other files: %s', async (sql, message) => {
    await expect(source.query(sql, signal)).rejects.toThrow(message);
  });
});

describe('an export', () => {
  it('as Parquet contains the matching requests with all of their fields', async () => {
    const { name, bytes } = await exported(source, docs, 'parquet');
    const { cs_host: hosts, ...others } = await readByDuckDb(bytes);
    const counted = await source.query(
      "SELECT count(*) FROM requests WHERE cs_host = 'docs.example.com'",
      signal,
    );
    expect(name).toBe('requests.parquet');
    expect(String(hosts.length)).toBe(counted.rows[0][0]);
    expect(new Set(hosts)).toEqual(new Set(['docs.example.com']));
    expect(Object.keys(others)).toContain('x_edge_request_id');
    expect(Object.keys(others)).not.toContain('file_row_number');
  });

  it('as CSV contains no text that a spreadsheet would run as a formula', async () => {
    const agents = ['=HYPERLINK("http://example.com")', '+1', '@SUM(A1)', '-2+3', ' =1', 'Mozilla/5.0'];
    const fields = [
      'timestamp',
      'c-ip',
      'sc-status',
      'sc-bytes',
      'x-edge-location',
      'x-edge-request-id',
      'cs-user-agent',
    ];
    const lines = agents.map((agent, number) =>
      [
        `1794737${100 + number}.000`,
        '192.0.2.1',
        '200',
        '10',
        'FRA60-P1',
        `${'r'.repeat(50)}${100 + number}==`,
        encodeURIComponent(agent),
      ].join('\t'),
    );
    await convertTo(formulas, [writeLines(join(formulas, 'lines.tsv'), lines)], fields);
    const other = await open(formulas);
    const { bytes } = await exported(other, { from: 0, to: 4e12, filters: [] }, 'csv');
    const text = bytes.toString();
    for (const agent of agents.slice(0, 5)) expect(text).toContain(`'${agent.replaceAll('"', '""')}`);
    expect(text).toContain(',Mozilla/5.0');
    expect(text.split('\n')[0]).toContain('timestamp,c_ip,sc_status');
  });

  it('without matching requests is rejected', async () => {
    const nothing = { ...day, filters: [{ facet: 'host', include: ['x'], exclude: [] }] };
    await expect(exported(source, nothing, 'csv')).rejects.toThrow(
      'No requests match, so there is nothing to export.',
    );
  });
});

describe('a lake whose requests belong to tenants', () => {
  it('has a facet of tenants, which other lakes lack', async () => {
    const fields = ['timestamp', 'sc-status', 'x-edge-request-id', 'distribution-tenant-id'];
    const lines = ['dt_a', 'dt_b', 'dt_a'].map((tenant, number) =>
      [`1794737${100 + number}.000`, '200', `${'r'.repeat(50)}${100 + number}==`, tenant].join('\t'),
    );
    await convertTo(tenants, [writeLines(join(tenants, 'lines.tsv'), lines)], fields);
    const lists: unknown[] = [];
    for (const lake of [tenants, folder]) {
      for await (const part of (await open(lake)).ask({ from: 0, to: 4e12, filters: [] }, signal)) {
        if (part.part === 'facet' && part.facet.facet === 'tenant') lists.push(part.facet.values);
      }
    }
    const none = { clientErrors: 0, serverErrors: 0 };
    expect(lists[0]).toEqual([
      { value: 'dt_a', requests: 2, ...none },
      { value: 'dt_b', requests: 1, ...none },
    ]);
    expect(lists.slice(1)).toEqual([]);
  });
});
