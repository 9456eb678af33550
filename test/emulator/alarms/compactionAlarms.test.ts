import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { markOf } from '../../../core/lake/compaction/lateMarks.ts';
import { duckdbTables } from '../../../core/lake/duckdbTables.ts';
import { dayAndHour } from '../../../core/lake/keys.ts';
import { healthDimension, healthNamespace } from '../../../core/metrics/healthDefinitions.ts';
import { type AlarmDefinition, alarmsOf } from '../../../emulator/alarms/alarmDefinitions.ts';
import { firedAlarms } from '../../../emulator/alarms/alarmHistory.ts';
import { runCompaction } from '../../../emulator/compaction/compactor.ts';
import { DuckdbEngine } from '../../../emulator/compaction/duckdbEngine.ts';
import { LakeFiles } from '../../../emulator/compaction/lakeFiles.ts';
import { MetricStore } from '../../../emulator/endpoints/cloudwatch/metricStore.ts';
import { readEmbeddedMetrics } from '../../../emulator/functionHost/embeddedMetrics.ts';
import type { Template } from '../../../emulator/template/template.ts';
import { compactionMetrics } from '../../../lambda/compaction/compactionMetrics.ts';
import { synthesize } from '../../lib/synthesize.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../../lib/bundleStandIn.ts'));

const folder = temporaryFolder();
const pipelineName = 'cloudfront-realtime-logs';
const hourMilliseconds = 3_600_000;
const start = Date.UTC(2026, 10, 20, 6) / hourMilliseconds;
const metrics = new MetricStore();
const files = new LakeFiles(folder);
let connection: DuckDBConnection;
let engine: DuckdbEngine;
let alarms: readonly AlarmDefinition[];
let executions: readonly { readonly Name: string; readonly Value: string }[];

/** Problems that can happen in an hour. */
type Hour = 'well' | 'no run' | 'fails' | 'loses a row' | 'late file';

beforeAll(async () => {
  alarms = alarmsOf(synthesize().toJSON() as Template, {
    streamName: 'logs',
    consumerName: 'consumer',
    mappingId: 'mapping',
  }).filter(({ name }) => /Compaction|Inexact|Late marks/.test(name));
  executions =
    alarms.flatMap(({ queries }) => queries).find(({ Id }) => Id === 'runs')?.MetricStat?.Metric.Dimensions ??
    [];
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  engine = new DuckdbEngine(connection);
});
afterAll(() => connection.closeSync());

/** Writes a raw file with one request. @returns its key */
async function writeRaw(hour: number, id: string): Promise<string> {
  const [day, hourOfDay] = dayAndHour(hour);
  const key = `raw/arrival_day=${day}/arrival_hour=${hourOfDay}/shard-${id}.parquet`;
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  await engine.run(
    `COPY (SELECT '${id}' AS x_edge_request_id, TIMESTAMP '${day} ${hourOfDay}:00:00' AS "timestamp", 200 AS sc_status,
     'd111111abcdef8.cloudfront.net' AS x_host_header) TO '${join(folder, key)}' (FORMAT parquet)`,
  );
  return key;
}

/**
 * Puts the files of an hour, and then runs the compaction, as its schedule does, unless the problem is that
 * nothing runs it.
 */
async function passHour(hour: number, what: Hour): Promise<void> {
  const now = (hour + 2) * hourMilliseconds + 20 * 60_000;
  const Dimensions = [{ Name: healthDimension.pipeline, Value: pipelineName }];
  await writeRaw(hour, `${hour}`);
  metrics.add(healthNamespace, { MetricName: 'Rows', Value: 1, Dimensions }, now / 1000);
  if (what === 'no run') return;
  if (what === 'late file') {
    const mark = markOf(await writeRaw(start, `late-${hour}`), now) as string;
    mkdirSync(dirname(join(folder, mark)), { recursive: true });
    writeFileSync(join(folder, mark), '');
  }
  const print = jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    for (const { namespace, data } of readEmbeddedMetrics(String(line).trimEnd())) {
      for (const { Timestamp: _, ...datum } of data) metrics.add(namespace, datum, now / 1000);
    }
    return true;
  });
  let isHarmed = false;
  try {
    const { status } = await runCompaction({
      settings: {
        dialect: 'duckdb',
        retentionDays: 90,
        isOn: true,
        locations: { compacted: '', hourly: '' },
      },
      engine,
      calls: {
        findTable: (name) => engine.findTable(name),
        listFiles: (prefix, max) => files.listFiles(prefix, max),
        listFolders: (prefix) => files.listFolders(prefix),
        deleteFiles: (keys) => files.deleteFiles(keys),
      },
      now: () => now,
      events: compactionMetrics(pipelineName, () => now),
      async onStatement(sql) {
        if (what === 'fails') throw new Error('TABLE_NOT_FOUND');
        if (what !== 'loses a row' || isHarmed || !sql.includes('AS missing')) return;
        isHarmed = true;
        await engine.run(`DELETE FROM requests_compacted WHERE x_edge_request_id = '${hour}'`);
      },
    });
    const MetricName = status === 'SUCCEEDED' ? 'ExecutionsSucceeded' : 'ExecutionsFailed';
    metrics.add('AWS/States', { MetricName, Value: 1, Dimensions: executions }, now / 1000);
  } finally {
    print.mockRestore();
  }
}

describe('alarms about the compaction', () => {
  it('go to ALARM if it fails, and return to OK after it succeeds', async () => {
    await writeRaw(start, 'first');
    for (const sql of duckdbTables({ folder, hasFiles: true })) await engine.run(sql);
    const hours: readonly Hour[] = [
      'well',
      'well',
      'fails',
      'fails',
      ...Array<Hour>(7).fill('no run'),
      'well',
      'well',
      'loses a row',
      'well',
      ...Array<Hour>(6).fill('late file'),
      'well',
      'well',
    ];
    for (const [index, what] of hours.entries()) await passHour(start + index, what);
    const end = start + hours.length + 2;
    const fired = firedAlarms(alarms, metrics, start * hourMilliseconds, end * hourMilliseconds);

    const hourOf = (time = 0) => Math.floor(time / hourMilliseconds) - start - 2;
    const shown = fired.map(({ name, from, until }) => [
      name.replace(`${pipelineName} `, ''),
      hours[hourOf(from)],
      hours[hourOf(until)],
    ]);
    expect(shown).toEqual([
      ['Compaction behind', 'well', 'well'],
      ['Compaction stopped', 'no run', 'well'],
      ['Compaction failed', 'fails', 'no run'],
      ['Inexact requests', 'loses a row', 'well'],
      ['Late marks', 'late file', 'well'],
    ]);
    expect(fired).toHaveLength(alarms.length);
  });
});
