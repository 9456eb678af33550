import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { markOf } from '../../../core/lake/compaction/lateMarks.ts';
import type { PlannerSettings } from '../../../core/lake/compaction/planner.ts';
import { hoursPerRun } from '../../../core/lake/compaction/planRun.ts';
import { duckdbRawView, duckdbTables } from '../../../core/lake/duckdbTables.ts';
import { dayAndHour } from '../../../core/lake/keys.ts';
import { type CompactorOptions, runCompaction } from '../../../emulator/compaction/compactor.ts';
import { DuckdbEngine } from '../../../emulator/compaction/duckdbEngine.ts';
import { LakeFiles } from '../../../emulator/compaction/lakeFiles.ts';

const noon = Date.UTC(2026, 10, 20, 12) / 3_600_000;
const settings: PlannerSettings = {
  dialect: 'duckdb',
  retentionDays: 90,
  isOn: true,
  locations: { compacted: '', hourly: '' },
};

let folder: string;
let connection: DuckDBConnection;
let engine: DuckdbEngine;
let files: LakeFiles;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'compactor-'));
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  engine = new DuckdbEngine(connection);
  files = new LakeFiles(folder);
});
afterEach(() => {
  connection.closeSync();
  rmSync(folder, { recursive: true });
});

/** Writes a raw file of requests with DuckDB. @returns its key */
async function writeRaw(hour: number, name: string, ids: readonly string[]): Promise<string> {
  const [day, hourOfDay] = dayAndHour(hour);
  const key = `raw/arrival_day=${day}/arrival_hour=${hourOfDay}/shard-${name}.parquet`;
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  const rows = ids.map(
    (id) => `('${id}', TIMESTAMP '${day} ${hourOfDay}:00:00', 200, 'd111111abcdef8.cloudfront.net')`,
  );
  await engine.run(
    `COPY (SELECT * FROM (VALUES ${rows.join()}) t (x_edge_request_id, "timestamp", sc_status, x_host_header))
     TO '${join(folder, key)}' (FORMAT parquet)`,
  );
  return key;
}

async function openLake(): Promise<void> {
  for (const sql of duckdbTables({ folder, hasFiles: true })) await engine.run(sql);
}

function put(key: string): void {
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  writeFileSync(join(folder, key), '');
}

const compact = (hour: number, options: Partial<CompactorOptions> = {}) =>
  runCompaction({
    settings,
    engine,
    calls: {
      findTable: (name) => engine.findTable(name),
      listFiles: (prefix, max) => files.listFiles(prefix, max),
      listFolders: (prefix) => files.listFolders(prefix),
      deleteFiles: (keys) => files.deleteFiles(keys),
    },
    now: () => (hour + 1) * 3_600_000 + 75 * 60_000,
    ...options,
  });

async function requests(): Promise<string[]> {
  const rows = await engine.run('SELECT x_edge_request_id AS id FROM requests ORDER BY 1');
  return rows.map((row) => String(row['id']));
}

describe('the state machine of the compaction', () => {
  it('creates missing tables, merges closed hours, and does nothing when nothing is left to merge', async () => {
    await writeRaw(noon, '1', ['a', 'b', 'a']);
    await writeRaw(noon + 1, '2', ['c', 'a']);
    await writeRaw(noon + 2, '3', ['d', 'd']);
    await openLake();

    const first = await compact(noon + 1);
    expect(first).toMatchObject({
      status: 'SUCCEEDED',
      output: { next: 'done', summary: { watermark: noon + 1, mergedHours: 2, lateHours: 0 } },
    });
    expect(await requests()).toEqual(['a', 'b', 'c', 'd', 'd']);
    const again = await compact(noon + 1);
    expect(again.path).toEqual(['Plan', 'Decide', 'Done']);
    await compact(noon + 2);
    expect(await requests()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('merges a late file by its mark, and deletes the mark after the proof', async () => {
    await writeRaw(noon, '1', ['a']);
    await openLake();
    await compact(noon);
    const late = await writeRaw(noon, '2', ['a', 'late']);
    expect(await requests()).toEqual(['a']);
    put(markOf(late, 1) as string);

    const run = await compact(noon + 1);
    expect(run.output).toMatchObject({ summary: { mergedHours: 0, lateHours: 1 } });
    expect(await requests()).toEqual(['a', 'late']);
    expect(await files.listFiles('late/')).toEqual([]);
  });

  it('continues until all of more than 1,000 late marks of an hour are merged and deleted', async () => {
    await writeRaw(noon, '1', ['a']);
    await openLake();
    await compact(noon);
    await writeRaw(noon, '2', ['late']);
    for (let mark = 0; mark < 2_001; mark++) put(`late/2026-11-20/12/shard-2.parquet.${mark}`);

    const run = await compact(noon + 1);
    expect(run.status).toBe('SUCCEEDED');
    expect(run.path.filter((state) => state === 'Run statement').length).toBeGreaterThan(6);
    expect(await requests()).toEqual(['a', 'late']);
    expect(await files.listFiles('late/')).toEqual([]);
  });

  it('repairs rows that the engine lost or duplicated before they become visible', async () => {
    await writeRaw(noon, '1', ['a', 'b', 'c']);
    await openLake();
    let harmed = false;
    const run = await compact(noon, {
      async onStatement(sql) {
        if (harmed || !sql.includes('AS missing')) return;
        harmed = true;
        await engine.run("DELETE FROM requests_compacted WHERE x_edge_request_id = 'a'");
        await engine.run(
          "INSERT INTO requests_compacted SELECT * FROM requests_compacted WHERE x_edge_request_id = 'b'",
        );
      },
    });
    expect({ harmed, status: run.status }).toEqual({ harmed: true, status: 'SUCCEEDED' });
    expect(await requests()).toEqual(['a', 'b', 'c']);
  });

  it('fails with a sentence if visible rows are duplicated, and keeps the mark', async () => {
    await writeRaw(noon, '1', ['a']);
    await openLake();
    await compact(noon);
    await engine.run('INSERT INTO requests_compacted SELECT * FROM requests_compacted');
    put('late/2026-11-20/12/shard-1.parquet.1');
    const run = await compact(noon + 1);
    expect(run).toMatchObject({
      status: 'FAILED',
      error: 'ProofFailed',
      cause: expect.stringContaining('got 0 missing and 1 doubled'),
    });
    expect(await files.listFiles('late/')).toHaveLength(1);
  });

  it.each([
    'MERGE INTO requests_compacted',
    'AS missing',
    'MERGE INTO requests_hourly',
    'CREATE OR REPLACE VIEW',
  ])('fails at %s without changing visible rows, and the next run continues', async (part) => {
    await writeRaw(noon, '1', ['a', 'a']);
    await openLake();
    await compact(noon - 1);
    const failed = await compact(noon, {
      onStatement(sql) {
        if (sql.includes(part)) throw new Error('ICEBERG_COMMIT_ERROR');
      },
    });
    expect(failed).toMatchObject({
      status: 'FAILED',
      error: 'StatementFailed',
      cause: expect.stringContaining('ICEBERG_COMMIT_ERROR'),
    });
    expect(await requests()).toEqual(['a', 'a']);
    expect(await compact(noon)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await requests()).toEqual(['a']);
  });

  it('repeats a statement that reports more work', async () => {
    await writeRaw(noon, '1', ['a']);
    await openLake();
    let left = 3;
    const run = await compact(noon, {
      onStatement(sql) {
        if (sql.startsWith('MERGE') && left-- > 0) throw new Error('ICEBERG_VACUUM_MORE_RUNS_NEEDED');
      },
    });
    expect({ left, status: run.status }).toEqual({ left: -2, status: 'SUCCEEDED' });
  });

  it('catches up with a lake of 90 days, and then does nothing', async () => {
    const oldest = noon - 90 * 24;
    for (let day = 0; day <= 90; day += 10)
      await writeRaw(oldest + day * 24, String(day), [`of day ${day}`, `of day ${day}`]);
    await openLake();
    let runs = 0;
    while ((await compact(noon)).path.length > 3) runs++;
    expect(runs).toBe(Math.ceil((90 * 24 + 1) / hoursPerRun));
    expect(await requests()).toHaveLength(10);
    // The last two weeks of raw files remain.
    expect(await files.listFolders('raw/')).toEqual([
      'raw/arrival_day=2026-11-10/',
      'raw/arrival_day=2026-11-20/',
    ]);
  }, 120_000);

  it('continues after a stack was deleted and another stack uses the lake', async () => {
    await writeRaw(noon, '1', ['a', 'a']);
    await openLake();
    await compact(noon);
    // A stack only deletes and creates the table of the raw files.
    await engine.run('DROP VIEW requests_raw');
    await writeRaw(noon + 1, '2', ['b', 'b']);
    await engine.run(duckdbRawView({ folder, hasFiles: true }));

    expect(await requests()).toEqual(['a', 'b', 'b']);
    expect((await compact(noon)).path).toEqual(['Plan', 'Decide', 'Done']);
    await compact(noon + 1);
    expect(await requests()).toEqual(['a', 'b']);
  });

  it('has a rollup whose sums equal the requests up to the watermark, even after late files', async () => {
    await writeRaw(noon, '1', ['a', 'b', 'a']);
    await writeRaw(noon + 1, '2', ['c']);
    await openLake();
    await compact(noon);
    put(markOf(await writeRaw(noon, '3', ['a', 'late']), 1) as string);
    await compact(noon + 1);
    const sums = 'SELECT CAST(sum(requests) AS bigint) AS requests FROM requests_hourly';
    expect(await engine.run(sums)).toEqual([{ requests: '4' }]);
    expect(await engine.run('SELECT count(*) AS requests FROM requests')).toEqual([{ requests: '4' }]);
  });

  it('does not change the view of the raw files while compaction is off', async () => {
    await writeRaw(noon, '1', ['a', 'a']);
    await openLake();
    const run = await compact(noon, { settings: { ...settings, isOn: false } });
    expect(run.status).toBe('SUCCEEDED');
    expect(await requests()).toEqual(['a', 'a']);
    expect(await engine.findTable('requests_compacted')).toBeUndefined();
  });
});
