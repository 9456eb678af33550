import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { fields } from '../../core/fields/catalog.ts';
import { explainBySql } from '../../core/insight/explainBySql.ts';
import type { Explanation } from '../../core/insight/explanation.ts';
import type { SqlDialect } from '../../core/insight/facets/facetSql.ts';
import { type MeasureName, measureNamed } from '../../core/insight/measures.ts';
import { timestamp } from '../../core/insight/sources/insightSql.ts';
import type { AskSql } from '../../core/insight/sources/sqlSource.ts';
import { duckdbTables } from '../../core/lake/duckdbTables.ts';
import { compact } from '../lake/compact.ts';
import { type ExampleTraffic, writeExampleTraffic } from '../lake/exampleTraffic.ts';
import type { Session } from '../session.ts';

const hour = 3_600_000;
const hours = 5;
const behavior = '/images/*';
const path = '/search';

/** Measures whose explanations are compared. */
const measures: readonly MeasureName[] = ['requests', 'bytes', '5xx', 'misses', 'ttfb'];

/** Plants causes in the last hour of a lake, and compares Trino's explanations with DuckDB's. */
export async function proveExplanations(session: Session): Promise<void> {
  const lake = session.lake('explanations');
  const until = Math.floor(Date.now() / hour) * hour;
  await lake.create(session.deployment.table);
  writeExampleTraffic(lake.folder, {
    name: 'website-46-fields',
    shard: 0,
    from: until - hours * hour,
    until,
    batchSize: 400,
    change: plantCauses(until - hour),
  });
  const instance = await DuckDBInstance.create(':memory:');
  const duckdb = await instance.connect();
  for (const sql of duckdbTables({ folder: lake.folder, hasFiles: true })) await duckdb.run(sql);
  await compact(session, lake, { now: until, isOn: false });

  const explanations = new Map<MeasureName, Explanation>();
  for (const measure of measures) {
    const byTrino = await explain((sql) => lake.run(sql), 'athena', measure, until);
    const byDuckdb = await explain((sql) => askDuckdb(duckdb, sql), 'duckdb', measure, until);
    session.equal(
      `the explanation of ${measure} has ${byTrino.findings.length} findings, the same as DuckDB's`,
      comparable(byTrino, measure),
      comparable(byDuckdb, measure),
    );
    explanations.set(measure, byTrino);
  }
  session.equal(
    `the first finding of 5xx is the behavior ${behavior}`,
    explanations.get('5xx')?.findings[0]?.values,
    [{ facet: 'behavior', value: behavior }],
  );
  session.equal(
    `misses have cache busting of ${path}`,
    explanations.get('misses')?.cacheBusting.map((found) => found.path),
    [path],
  );
  const ofSet = await explainSet((sql) => lake.run(sql), 'athena', until);
  session.equal(
    `the explanation of a set has ${ofSet.findings.length} findings, the same as DuckDB's`,
    comparable(ofSet, '5xx'),
    comparable(await explainSet((sql) => askDuckdb(duckdb, sql), 'duckdb', until), '5xx'),
  );
  session.equal(`the first finding of the set is the behavior ${behavior}`, ofSet.findings[0]?.values, [
    { facet: 'behavior', value: behavior },
  ]);
  instance.closeSync();
  lake.remove();
}

/** After a time, every second request of a cache behavior fails, and a third of all requests have a new query string. */
function plantCauses(from: number): NonNullable<ExampleTraffic['change']> {
  return (values, time, index) => {
    if (time < from) return {};
    if (index % 3 === 0)
      return {
        'cs-uri-stem': `${path}?r=${index}`,
        'cs-uri-query': `r=${index}`,
        'x-edge-result-type': 'Miss',
      };
    const isFailed = values['cache-behavior-path-pattern'] === behavior && index % 2 === 0;
    return isFailed ? { 'sc-status': '502', 'x-edge-detailed-result-type': 'OriginConnectError' } : {};
  };
}

function explain(
  ask: AskSql,
  dialect: SqlDialect,
  measure: MeasureName,
  until: number,
): Promise<Explanation> {
  return explainBySql(ask, {
    dialect,
    measure: measureNamed(measure),
    logged: fields.map(({ name }) => name),
    windows: {
      from: until - hour,
      to: until,
      baselineFrom: until - hours * hour,
      baselineTo: until - hour,
      stretches: 4,
    },
    cacheBusting: true,
  });
}

/** Explains the difference between the requests of the last hour and the others, as a set of requests. */
function explainSet(ask: AskSql, dialect: SqlDialect, until: number): Promise<Explanation> {
  const [from, to] = [until - hours * hour, until];
  return explainBySql(ask, {
    dialect,
    measure: measureNamed('5xx'),
    logged: fields.map(({ name }) => name),
    windows: { from, to, baselineFrom: from, baselineTo: to, stretches: 4 },
    set: { sql: `"timestamp" >= ${timestamp(until - hour)}`, fields: ['timestamp'] },
  });
}

async function askDuckdb(duckdb: DuckDBConnection, sql: string) {
  return (await duckdb.runAndReadAll(sql)).getRowObjectsJson();
}

/**
 * Returns the parts of an explanation that must be equal: everything, with numbers rounded to nine digits. For a latency,
 * only the values, because its threshold is approximate.
 */
function comparable(explanation: Explanation, measure: MeasureName): unknown {
  if (measure === 'ttfb')
    return explanation.findings.map(({ values, same, direction }) => ({ values, same, direction }));
  return JSON.parse(JSON.stringify(explanation), (_, value) =>
    typeof value === 'number' ? Number(value.toPrecision(9)) : value,
  );
}
