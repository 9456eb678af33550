import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { savedQueries } from '../../core/lake/queries.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { linesOf } from '../support/records.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { transformLines } from '../support/transforming.ts';
import { runCfrl, runInProcess } from './runInProcess.ts';

const lake = temporaryFolder();
const fields = ['timestamp', 'sc-status', 'cs-uri-stem', 'x-edge-request-id'];

beforeAll(() => {
  for (const { key, body } of transformLines(fields, linesOf(fields, 20)).objects) {
    mkdirSync(dirname(join(lake, key)), { recursive: true });
    writeFileSync(join(lake, key), body);
  }
});

describe('cfrl query', () => {
  it('runs SQL over the lake in a folder', async () => {
    const sql = 'SELECT sc_status, count(*) AS requests, min("timestamp") AS first FROM requests GROUP BY 1';
    const { status, stdout, stderr } = await runCfrl(['query', sql, '--lake', lake, '--json']);

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ sc_status: 200, requests: 20, first: '2026-11-20T13:00:00.123Z' });
  });

  it('runs a saved query that ends at the newest hour of the lake', async () => {
    const { status, stdout } = await runCfrl(['query', 'requests_exact', '--lake', lake, '--csv']);

    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(21);
    const later = ['--until', '2026-11-21T13:00Z', '--hours', '2'];
    expect((await runCfrl(['query', 'requests_exact', '--lake', lake, ...later])).stdout).toBe('no rows\n');
  });

  it('lists the saved queries', async () => {
    const { stdout } = await runCfrl(['query']);
    for (const { name, description } of savedQueries) expect(stdout).toContain(`${name}\n  ${description}\n`);
  });

  it.each([
    [
      ['SELECT 1', '--lake', '/absent'],
      "--lake: expected the folder of a lake, got '/absent', which isn't a folder",
    ],
    [
      ['SELECT 1', '--lake', lake, '--stack', 'logs'],
      '--lake: expected no --stack, got both; remove one of them',
    ],
    [['SELECT 1', '--json', '--csv'], '--csv: expected no --json, got both; remove one of them'],
    [['SELECT 1', '--hours', '2'], '--hours: expected a saved query, got SQL; write the time into the SQL'],
    [
      ['SELECT 1', '--lake', lake, '--max-gigabytes', '2'],
      '--lake: expected no --max-gigabytes, got both; remove one of them',
    ],
    [["SELECT 1; COPY (SELECT 1) TO 'a.csv'", '--lake', lake], 'expected one SQL statement, got 2'],
    [
      ["EXPLAIN ANALYZE COPY (SELECT 1) TO 'a.csv'", '--lake', lake],
      'expected EXPLAIN without ANALYZE, got EXPLAIN ANALYZE',
    ],
    [
      ['SELECT 1', '--lake', 'test'],
      "--lake: expected a folder with Parquet files in 'raw/', written by convert or npm start, got none in 'test'",
    ],
  ])('rejects %j in one sentence', async (args, message) => {
    const run = runInProcess(['query', ...args]);
    await expect(run).rejects.toThrow(new UsageError(message));
  });

  it("prints DuckDB's error", async () => {
    const { status, stderr } = await runCfrl(['query', 'SELECT nothing FROM requests', '--lake', lake]);

    expect(status).toBe(2);
    expect(stderr).toMatch(/^DuckDB can't run the query: Binder Error: [^\n]*nothing[^\n]*\n$/);
  });

  it.each([
    [
      'raw/arrival_day=2026-11-20/arrival_hour=13/a.parquet',
      /^--lake: expected Parquet files that can be read, got: File '[^']*' too small to be a Parquet file\n$/,
    ],
    [
      'raw/a.parquet',
      /^--lake: expected Parquet files in folders such as raw\/arrival_day=2026-11-20\/arrival_hour=13, got '[^']*raw\/a.parquet'\n$/,
    ],
  ])('rejects a folder with the text file %s, without SQL in the message', async (key, message) => {
    const folder = join(lake, 'other', dirname(key));
    rmSync(join(lake, 'other'), { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(lake, 'other', key), 'text');
    const { status, stderr } = await runCfrl(['query', 'SELECT 1', '--lake', join(lake, 'other')]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) });
  });
});
