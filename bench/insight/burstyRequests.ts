import { facetsOf } from '../../core/insight/facets/facets.ts';
import { amountOf, measureNamed } from '../../core/insight/measures.ts';
import { RowCollector } from '../../core/insight/sources/rowCollector.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { RecordReader } from '../../core/records/recordReader.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import type { Random } from '../../harness/random.ts';
import { readExample } from '../traffic/exampleRecords.ts';
import type { Requests } from './requests.ts';
import { parts } from './windows.ts';

/** Milliseconds without a request after which a client's next request starts a new session. */
const sessionGap = 30 * 60_000;

/**
 * Returns a generator of requests from the website example, whose 1,743 clients have sessions. Each session
 * is moved to a random part, so that parts only differ in their clients.
 */
export function burstyRequests(): (random: Random) => Requests {
  const { fields, rows } = readExample('website-46-fields');
  const batch = new RecordBatch();
  batch.reset('shardId-000000000000');
  for (const [index, row] of rows.entries()) batch.addBytes(Buffer.from(row.join('\t')), String(index), 0);
  const records = new RecordReader(expectedLayouts(fields), defaultSensitivityPolicy).read(batch);
  const always = { from: 0, to: Number.MAX_SAFE_INTEGER, baselineFrom: 0, baselineTo: 1, stretches: 1 };
  const collector = new RowCollector({
    measure: measureNamed('requests'),
    measureField: undefined,
    facets: facetsOf(fields),
    windows: always,
  });
  const numbers = (field: string) =>
    Float64Array.from({ length: records.count }, (_, record) =>
      Number(records.value(record, field) ?? Number.NaN),
    );
  for (let record = 0; record < records.count; record++) {
    collector.add((field) => records.value(record, field));
  }
  const { facets, clients } = collector.finish();
  const times = numbers('timestamp');
  const errors = numbers('sc-status').map((status) => amountOf('4xx', status) ?? 0);
  const rate = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const fixed = {
    rows: records.count,
    times,
    facets,
    errors,
    errorRates: new Float64Array(records.count).fill(rate),
    latencies: numbers('time-to-first-byte'),
  };
  const sessions = sessionsOf(times, clients?.codes ?? new Int32Array(records.count));
  return (random) => {
    const partOfSession = new Map<number, number>();
    const place = (session: number) => {
      const part = partOfSession.get(session) ?? random.below(parts);
      partOfSession.set(session, part);
      return part;
    };
    return { ...fixed, sessions, parts: Uint8Array.from(sessions, place) };
  };
}

/** Returns the session of each request. */
function sessionsOf(times: Float64Array, clients: Int32Array): Int32Array {
  const order = [...times.keys()].sort((a, b) => times[a] - times[b]);
  const last = new Map<number, { time: number; session: number }>();
  const sessions = new Int32Array(times.length);
  let next = 0;
  for (const row of order) {
    const before = last.get(clients[row]);
    const goesOn = before !== undefined && times[row] - before.time < sessionGap;
    const session = goesOn ? before.session : next++;
    sessions[row] = session;
    last.set(clients[row], { time: times[row], session });
  }
  return sessions;
}
