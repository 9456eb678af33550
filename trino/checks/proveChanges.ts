import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deleteHourly, mergeHourly } from '../../core/lake/compaction/hourlyRollup.ts';
import { markOf } from '../../core/lake/compaction/lateMarks.ts';
import { dayAndHour, rawKey } from '../../core/lake/keys.ts';
import { compact, compactAll } from '../lake/compact.ts';
import type { TableInput } from '../lake/glueEntry.ts';
import { LakeBucket } from '../lake/lakeBucket.ts';
import { hasNoTime, isOdd } from '../lake/numberedRequests.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';
import type { Session } from '../session.ts';
import { proveSlices } from './proveSlices.ts';
import { rollupDifferences } from './rollup.ts';

const hourMilliseconds = 3_600_000;

/** Returns the time at which an hour is closed. */
const closedAt = (hour: number) => (hour + 1) * hourMilliseconds + 76 * 60_000;

/** Returns the table with an additional column. */
function withColumn(table: TableInput, name: string): TableInput {
  const { StorageDescriptor: storage } = table;
  return {
    ...table,
    StorageDescriptor: { ...storage, Columns: [...storage.Columns, { Name: name, Type: 'string' }] },
  };
}

/** Checks added and removed fields, unusual rows, many marks, erasure, and retention. */
export async function proveChanges(session: Session): Promise<void> {
  const lake = session.lake('changes');
  const { table } = session.deployment;
  await lake.create(table);
  const bucket = new LakeBucket(lake.folder, session.connection);
  const first = Math.floor(Date.now() / 86_400_000) * 24 - 50;
  const requests = Array.from({ length: 400 }, (_, number) => ({ number, time: first * hourMilliseconds }));
  const put = (hour: number, kind: 'identified' | 'sequenced' | 'unidentified', from: number, to: number) =>
    bucket.put({ hour, shard: 0, kind, requests: requests.slice(from, to) }, closedAt(hour) - 76 * 60_000);
  await put(first, 'identified', 0, 120);
  await put(first, 'unidentified', 120, 200);
  await put(first, 'unidentified', 121, 200);
  await put(first + 1, 'sequenced', 200, 300);
  await compactAll(session, lake, { now: closedAt(first + 1) });
  session.equal(
    'all rows exist: with a request ID, with a sequence number, and with neither',
    await counts(lake),
    [[379, 300, 0]],
  );
  await proveOddTimes(
    session,
    lake,
    requests.slice(0, 300).map(({ number }) => number),
  );
  await proveFields(session, lake, first + 2);
  await proveManyMarks(session, lake, bucket, first);
  session.check(
    'the rollup equals the requests after late files',
    await rollupDifferences(lake, 'after late files'),
  );
  await proveErasure(session, lake, first);
  await proveRetention(session, lake, first);
  await proveSlices(session, lake, bucket, first + 49);
  lake.remove();
}

/** Counts rows, different rows, and rows that are still read from raw files. */
async function counts(lake: TrinoLake): Promise<readonly (readonly unknown[])[]> {
  const { values } = await lake.ask(
    `SELECT count(*), count(DISTINCT cs_uri_stem), count_if(file LIKE '%/raw/%') FROM requests`,
  );
  return values;
}

async function proveOddTimes(session: Session, lake: TrinoLake, numbers: readonly number[]): Promise<void> {
  const { compacted } = lake.target([]);
  const [row] = await lake.run(
    `SELECT count(DISTINCT "$path") AS files, count(DISTINCT day) AS days, count_if("timestamp" IS NULL) AS untimed,
       count_if(year("timestamp") NOT BETWEEN 2010 AND 2090) AS odd FROM ${compacted}`,
  );
  session.check(
    `odd timestamps create no partitions: ${row?.['odd']} odd and ${row?.['untimed']} missing ones in ${row?.['days']} days`,
    Number(row?.['days']) <= 2 &&
      Number(row?.['odd']) >= numbers.filter(isOdd).length &&
      Number(row?.['untimed']) >= numbers.filter(hasNoTime).length
      ? []
      : [JSON.stringify(row)],
  );
}

/**
 * Checks that a new field is added to the compacted table, merged, and visible, and remains after it is
 * removed.
 */
async function proveFields(session: Session, lake: TrinoLake, hour: number): Promise<void> {
  const { table } = session.deployment;
  lake.putTable(withColumn(table, 'x_new'));
  const key = rawKey(hour, 'shardId-000000000009', '1');
  const [day, hourOfDay] = dayAndHour(hour);
  mkdirSync(dirname(join(lake.folder, key)), { recursive: true });
  await session.connection.run(
    `COPY (SELECT 'new-' || range AS x_edge_request_id, TIMESTAMP '${day} ${hourOfDay}:00:00' AS "timestamp",
       'value ' || range AS x_new, 200::integer AS sc_status, 10::bigint AS sc_bytes FROM range(10))
     TO '${join(lake.folder, key)}' (FORMAT parquet)`,
  );
  const statements: string[] = [];
  const onStatement = (sql: string) => void statements.push(sql.split(' ')[0] ?? '');
  await compact(session, lake, { now: closedAt(hour), onStatement });
  const order = ['ALTER', 'MERGE', 'CREATE'].map((word) => statements.lastIndexOf(word));
  session.equal(
    'a new field: ALTER TABLE, MERGE, then the view',
    order,
    order.toSorted((a, b) => a - b),
  );
  const ask = async () =>
    (
      await lake.ask(
        "SELECT count(x_new), min(x_new), max(file LIKE '%/compacted/%') FROM requests WHERE x_new IS NOT NULL",
      )
    ).values;
  session.equal('its values are in requests', await ask(), [[10, 'value 0', true]]);
  lake.putTable(table);
  await compactAll(session, lake, { now: closedAt(hour) });
  session.equal('they remain after the field is removed, and the view works', await ask(), [
    [10, 'value 0', true],
  ]);
}

/** Checks more marks than a run reads, for a few hours. */
async function proveManyMarks(
  session: Session,
  lake: TrinoLake,
  bucket: LakeBucket,
  hour: number,
): Promise<void> {
  const marks = 2_300;
  for (let mark = 0; mark < marks; mark++) {
    const key = markOf(
      rawKey(hour + (mark % 3), 'shardId-000000000000', String(5_000_000 + mark)),
      mark,
    ) as string;
    mkdirSync(dirname(join(lake.folder, key)), { recursive: true });
    writeFileSync(join(lake.folder, key), '');
  }
  const late = Array.from({ length: 30 }, (_, index) => ({
    number: 1_000 + index,
    time: hour * hourMilliseconds,
  }));
  await bucket.put({ hour, shard: 1, kind: 'identified', requests: late }, closedAt(hour + 9), true);
  const before = await counts(lake);
  const runs = await compactAll(session, lake, { now: closedAt(hour + 2) });
  const left = await lake.calls.listFiles('late/');
  session.equal(`${marks} late marks are processed in ${runs.length} runs`, left, []);
  session.equal(
    'which only add the rows of the late file',
    await counts(lake),
    before.map(([rows, different, raw]) => [Number(rows) + 30, Number(different) + 30, raw]),
  );
}

/** Checks that the rows of an address are deleted, and the rollup is recalculated. */
async function proveErasure(session: Session, lake: TrinoLake, hour: number): Promise<void> {
  const target = lake.target([]);
  await lake.run(`DELETE FROM ${target.compacted} WHERE c_ip = '198.51.100.7'`);
  session.check(
    'the comparison of rollup and requests detects an erasure',
    (await rollupDifferences(lake, '')).length > 0 ? [] : ['expected a difference, got none'],
  );
  for (const each of [hour, hour + 1, hour + 2]) {
    await lake.run(deleteHourly(target, each));
    await lake.run(mergeHourly(target, each));
  }
  session.check(
    'the rollup equals the requests after an erasure',
    await rollupDifferences(lake, 'after an erasure'),
  );
}

/** Checks that rows expire by day in both tables. */
async function proveRetention(session: Session, lake: TrinoLake, first: number): Promise<void> {
  const { compacted, hourly } = lake.target([]);
  const now = closedAt(first + 48);
  await compactAll(session, lake, { now, retentionDays: 1 });
  const left = async (table: string) => (await lake.ask(`SELECT count(*) FROM ${table}`)).values;
  session.equal('compacted rows expire by day', [await left(compacted), await left(hourly)], [[[0]], [[0]]]);
}
