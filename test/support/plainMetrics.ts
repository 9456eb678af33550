import type { MetricDatum } from '../../core/metrics/datum.ts';
import { weigh } from './percentiles.ts';

const counts: Readonly<Record<string, (record: Readonly<Record<string, string>>) => number>> = {
  Requests: () => 1,
  BytesDownloaded: (record) => Number(record['sc-bytes']),
  BytesUploaded: (record) => Number(record['cs-bytes']),
  '2xxCount': (record) => Number(/^2/.test(record['sc-status'])),
  '3xxCount': (record) => Number(/^3/.test(record['sc-status'])),
  '4xxCount': (record) => Number(/^4/.test(record['sc-status'])),
  '5xxCount': (record) => Number(/^5/.test(record['sc-status'])),
  ClientAborted: (record) => Number(record['sc-status'] === '000'),
  CacheHits: (record) => Number(isCacheable(record) && isHit(record)),
  CacheLookups: (record) => Number(isCacheable(record) && (isHit(record) || isMiss(record))),
};
const durations: Readonly<Record<string, string>> = {
  TimeToFirstByte: 'time-to-first-byte',
  TimeTaken: 'time-taken',
  OriginFirstByteLatency: 'origin-fbl',
  OriginLastByteLatency: 'origin-lbl',
};
const bytes = new Set(['BytesDownloaded', 'BytesUploaded']);

const isCacheable = (record: Readonly<Record<string, string>>) =>
  ['GET', 'HEAD', 'OPTIONS'].includes(record['cs-method']);
const isHit = (record: Readonly<Record<string, string>>) =>
  ['Hit', 'RefreshHit', 'OriginShieldHit'].includes(record['x-edge-result-type']);
const isMiss = (record: Readonly<Record<string, string>>) =>
  ['Miss', 'MissGeneratedResponse'].includes(record['x-edge-result-type']);

/**
 * Returns the metrics of records of one distribution (`x-host-header`), calculated in the simplest way, in
 * any order.
 */
export function countPlainly(fields: readonly string[], lines: readonly string[]): MetricDatum[] {
  const records = lines.map((line) => {
    const values = line.split('\t');
    return Object.fromEntries(fields.map((field, column) => [field, values[column]]));
  });
  const groups = Map.groupBy(
    records.flatMap((record) => {
      const timestamp = Math.floor(Number(record['timestamp']) / 60) * 60_000;
      const distribution = { Distribution: record['x-host-header'] };
      const behavior = { ...distribution, CacheBehavior: record['cache-behavior-path-pattern'] };
      return [distribution, behavior].map((dimensions) => ({ record, timestamp, dimensions }));
    }),
    ({ timestamp, dimensions }) => `${timestamp} ${JSON.stringify(dimensions)}`,
  );
  return [...groups.values()].flatMap((members) => {
    const { timestamp, dimensions } = members[0];
    const own = members.map(({ record }) => record);
    return [
      ...Object.entries(counts).map(([name, count]) => ({
        name,
        unit: bytes.has(name) ? ('Bytes' as const) : ('Count' as const),
        dimensions,
        timestamp,
        value: own.reduce((sum, record) => sum + count(record), 0),
      })),
      { name: 'SampledRequests', unit: 'Count' as const, dimensions, timestamp, value: own.length },
      ...Object.entries(durations).flatMap(([name, field]) => {
        const logged = own.map((record) => record[field]).filter((value) => value !== '-');
        if (logged.length === 0) return [];
        const distribution = weigh(logged.map((value) => Math.round(Number(value) * 1000)));
        return [{ name, unit: 'Milliseconds' as const, dimensions, timestamp, ...distribution }];
      }),
    ];
  });
}
