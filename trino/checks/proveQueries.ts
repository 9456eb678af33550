import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { duckdbTables } from '../../core/lake/duckdbTables.ts';
import { requestIdPlaceholder } from '../../core/lake/queries/requestById.ts';
import { withWindow } from '../../core/lake/queries/savedQuery.ts';
import { savedQueries } from '../../core/lake/queries.ts';
import { runCompaction } from '../../emulator/compaction/compactor.ts';
import { DuckdbEngine } from '../../emulator/compaction/duckdbEngine.ts';
import { compact, compactAll } from '../lake/compact.ts';
import { writeExampleTraffic } from '../lake/exampleTraffic.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';
import type { Session } from '../session.ts';
import { answerDifferences } from './compareAnswers.ts';
import { provePruning } from './provePruning.ts';

const hour = 3_600_000;

/** Compares saved queries and all columns on Trino with DuckDB on the same files, before and after a compaction. */
export async function proveQueries(session: Session): Promise<void> {
  const lake = session.lake('queries');
  const until = Math.floor(Date.now() / hour) * hour;
  await lake.create(session.deployment.table);
  const files = writeExamples(lake.folder, until);
  const instance = await DuckDBInstance.create(':memory:');
  const duckdb = await instance.connect();
  for (const sql of duckdbTables({ folder: lake.folder, hasFiles: true })) await duckdb.run(sql);

  session.equal(
    `the state machine without compaction creates the view over ${files} files`,
    (await compact(session, lake, { now: until, isOn: false })).status,
    'SUCCEEDED',
  );
  await proveColumns(session, lake, duckdb, 'requests_raw');
  await proveSavedQueries(session, lake, duckdb, until, 'on raw files');

  await compactAll(session, lake, { now: until });
  await compactWithDuckdb(lake, duckdb, until);
  await proveColumns(session, lake, duckdb, 'requests');
  await proveSavedQueries(session, lake, duckdb, until, 'through the view, half of it compacted');
  await provePruning(session, lake, until);
  instance.closeSync();
  lake.remove();
}

/** Writes three kinds of traffic, one of them twice with different batches. */
function writeExamples(folder: string, until: number): number {
  const spread = { from: until - 6 * hour, until, batchSize: 400 };
  return [
    { ...spread, name: 'website-46-fields', shard: 0 } as const,
    { ...spread, name: 'website-20-fields', shard: 1 } as const,
    { ...spread, name: 'website-20-fields', shard: 1, skip: 5_100 } as const,
    { ...spread, name: 'video-62-fields', shard: 2 } as const,
  ].reduce((files, traffic) => files + writeExampleTraffic(folder, traffic), 0);
}

async function compactWithDuckdb(lake: TrinoLake, duckdb: DuckDBConnection, now: number): Promise<void> {
  const engine = new DuckdbEngine(duckdb);
  await runCompaction({
    settings: { dialect: 'duckdb', retentionDays: 90, isOn: true, locations: { compacted: '', hourly: '' } },
    engine,
    calls: { ...lake.calls, findTable: (name) => engine.findTable(name) },
    now: () => now,
  });
}

/** Compares each column's number of values, number of different values, minimum, and maximum. */
async function proveColumns(
  session: Session,
  lake: TrinoLake,
  duckdb: DuckDBConnection,
  table: string,
): Promise<void> {
  const columns = session.deployment.table.StorageDescriptor.Columns.map(({ Name }) => Name);
  const measures = columns.flatMap((name) => [
    `count("${name}") AS n_${name}`,
    `count(DISTINCT "${name}") AS d_${name}`,
    `min("${name}") AS least_${name}`,
    `max("${name}") AS most_${name}`,
  ]);
  const sql = `SELECT count(*) AS all_rows, ${measures.join(', ')} FROM ${table}`;
  const differences = await answerDifferences(await lake.ask(sql), duckdb, { sql, isOrdered: true });
  session.check(`${columns.length} columns of ${table} have DuckDB's types, values and NULLs`, differences);
}

async function proveSavedQueries(
  session: Session,
  lake: TrinoLake,
  duckdb: DuckDBConnection,
  until: number,
  where: string,
): Promise<void> {
  const [row] = await lake.run(
    'SELECT max_by(x_edge_request_id, timestamp) AS id FROM requests_raw WHERE cs_uri_stem IS NOT NULL',
  );
  for (const { name, sql } of savedQueries) {
    const text = withWindow(sql, { until }).replace(requestIdPlaceholder, String(row?.['id']));
    const answer = await lake.ask(text);
    const differences = await answerDifferences(answer, duckdb, {
      sql: text,
      isOrdered: /\nORDER BY [^)]*$/.test(sql),
    });
    if (answer.values.length === 0) differences.push('expected rows, got none');
    session.check(`${name} ${where}: ${answer.values.length} rows, as in DuckDB`, differences);
  }
}
