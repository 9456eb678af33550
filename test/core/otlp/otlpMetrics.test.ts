import { maxBuckets } from '../../../core/otlp/exponentialHistogram.ts';
import { OtlpMetrics, type OtlpMetricsSettings } from '../../../core/otlp/otlpMetrics.ts';
import type { Transform } from '../../../core/transform.ts';
import { arrivalOfBatches, batchOf, recordsOf, shardId } from '../../support/batches.ts';
import { readExample } from '../../support/examples.ts';
import { type DecodedPoint, decodeOtlp } from '../../support/otlp.ts';
import { askDuckDb } from '../../support/parquetReaders.ts';
import { newTransform, parquetFiles } from '../../support/transforming.ts';

const { fields, lines } = readExample('website-46-fields');
const batch = lines.slice(0, 3000);
const start = Date.parse('2026-11-20T00:00:00Z');
const now = Date.parse(arrivalOfBatches);

const settings: OtlpMetricsSettings = {
  attributes: ['behavior', 'status', 'country'],
  valueLimit: 200,
  setLimit: 5000,
  temporality: 'delta',
  samplingRate: 100,
  resource: { 'service.name': 'cloudfront-realtime-logs' },
  instance: 'process-1',
};

function transformOf(changes: Partial<OtlpMetricsSettings> = {}): Transform {
  const options = { otlp: new OtlpMetrics({ ...settings, ...changes }, start) };
  return newTransform(fields, options);
}

function exportBatch(changes: Partial<OtlpMetricsSettings> = {}, records: readonly string[] = batch) {
  const result = transformOf(changes).transform(batchOf(records), now);
  const decoded = result.otlpRequests.map(decodeOtlp);
  return { ...result, decoded, points: decoded.flatMap(({ points }) => points) };
}

/** Returns the sums of a metric's points by some of their attributes. */
function sumBy(points: readonly DecodedPoint[], metric: string, names: readonly string[]) {
  const sums: Record<string, number> = {};
  for (const point of points.filter((one) => one.metric === metric)) {
    const key = names.map((name) => point.attributes[name] ?? '-').join(' ');
    sums[key] = (sums[key] ?? 0) + (point.value ?? point.histogram?.count ?? 0);
  }
  return sums;
}

const timesOf = (bodies: readonly Uint8Array[]) =>
  new Set(bodies.flatMap((body) => decodeOtlp(body).points).map(({ time }) => time));

const minuteOf = (nanoseconds: bigint) => nanoseconds / 60_000_000_000n;

describe('OtlpMetrics', () => {
  it("counts the requests that DuckDB counts in the batch's file, by each attribute", async () => {
    const result = exportBatch();
    const [file] = parquetFiles(result);
    const { key, requests, bytes } = await askDuckDb(
      file,
      `SELECT cache_behavior_path_pattern || ' ' || sc_status || ' ' || c_country AS key,
         count(*) AS requests, sum(sc_bytes)::BIGINT AS bytes
       FROM $file GROUP BY ALL`,
    );
    const names = ['aws.cloudfront.cache_behavior', 'http.response.status_code', 'geo.country.iso_code'];
    const table = (values: readonly unknown[]) =>
      Object.fromEntries(key.map((one, index) => [one, Number(values[index])]));
    expect(sumBy(result.points, 'cloudfront.requests', names)).toEqual(table(requests));
    expect(sumBy(result.points, 'cloudfront.bytes.downloaded', names)).toEqual(table(bytes));
    expect(sumBy(result.points, 'http.server.request.duration', names)).toEqual(table(requests));
  });

  it('computes percentiles within the error of its buckets', async () => {
    const result = exportBatch({ attributes: [] });
    const { p50, p99 } = await askDuckDb(
      parquetFiles(result)[0],
      'SELECT quantile_disc(time_taken, 0.5) AS p50, quantile_disc(time_taken, 0.99) AS p99 FROM $file',
    );
    const byMiddle = new Map<number, number>();
    for (const { metric, histogram } of result.points) {
      if (metric !== 'http.server.request.duration' || histogram === undefined) continue;
      if (histogram.zeroCount > 0) byMiddle.set(0, (byMiddle.get(0) ?? 0) + histogram.zeroCount);
      expect(histogram.counts.length).toBeLessThanOrEqual(maxBuckets);
      for (const [index, count] of histogram.counts.entries()) {
        const middle = 2 ** ((histogram.offset + index + 0.5) / 2 ** histogram.scale);
        byMiddle.set(middle, (byMiddle.get(middle) ?? 0) + count);
      }
    }
    const quantile = (share: number) => {
      let below = 0;
      for (const [middle, count] of [...byMiddle].sort(([a], [b]) => a - b)) {
        below += count;
        if (below >= share * 3000) return middle;
      }
      return Number.NaN;
    };
    expect(Math.abs(quantile(0.5) / Number(p50[0]) - 1)).toBeLessThan(0.045);
    expect(Math.abs(quantile(0.99) / Number(p99[0]) - 1)).toBeLessThan(0.045);
  });

  it('keeps the minute of each event, and sends the shard as an attribute of the sender', async () => {
    const result = exportBatch({ attributes: [] });
    const { minute, requests } = await askDuckDb(
      parquetFiles(result)[0],
      `SELECT epoch_ms("timestamp") // 60000 AS minute, count(*) AS requests FROM $file GROUP BY ALL`,
    );
    const byMinute: Record<string, number> = {};
    for (const point of result.points.filter(({ metric }) => metric === 'cloudfront.requests')) {
      expect(point.start % 60_000_000_000n).toBe(0n);
      expect(minuteOf(point.time)).toBe(minuteOf(point.start));
      byMinute[`${minuteOf(point.time)}`] = (byMinute[`${minuteOf(point.time)}`] ?? 0) + Number(point.value);
    }
    expect(byMinute).toEqual(
      Object.fromEntries(minute.map((one, index) => [`${one}`, Number(requests[index])])),
    );
    expect(result.decoded[0].resource).toEqual({
      'service.name': 'cloudfront-realtime-logs',
      'service.instance.id': shardId,
    });
  });

  it('writes the same bytes when a batch is delivered again, and other times for another batch', () => {
    const transform = transformOf();
    const first = transform.transform(batchOf(batch), now).otlpRequests;
    const again = transform.transform(batchOf(batch), now + 60_000).otlpRequests;
    expect(again).toEqual(first);
    const later = recordsOf(batch).slice(1);
    const other = timesOf(transform.transform(batchOf(later), now).otlpRequests);
    expect([...timesOf(first)].filter((time) => other.has(time))).toEqual([]);
  });

  it('adds up to the same totals with cumulative points, for any batches', () => {
    const transform = transformOf({ temporality: 'cumulative', attributes: ['status'] });
    const last = new Map<string, DecodedPoint>();
    for (const records of [batch.slice(0, 1000), batch.slice(1000, 1100), batch.slice(1100)]) {
      for (const body of transform.transform(batchOf(records), now).otlpRequests) {
        const { points, resource } = decodeOtlp(body);
        expect(resource['service.instance.id']).toBe('process-1');
        for (const point of points) last.set(`${point.metric} ${JSON.stringify(point.attributes)}`, point);
      }
    }
    const names = ['http.response.status_code'];
    const delta = exportBatch({ attributes: ['status'] }).points;
    for (const metric of [
      'cloudfront.requests',
      'cloudfront.bytes.downloaded',
      'http.server.request.duration',
    ])
      expect(sumBy([...last.values()], metric, names)).toEqual(sumBy(delta, metric, names));
    expect(
      new Set([...last.values()].map(({ temporality, start: from }) => [temporality, from].join())),
    ).toEqual(new Set([`2,${BigInt(start) * 1_000_000n}`]));
  });

  it('counts values beyond the limit as other, and sets beyond the limit as overflow', () => {
    const names = ['geo.country.iso_code', 'otel.metric.overflow'];
    const others = sumBy(
      exportBatch({ attributes: ['country'], valueLimit: 2 }).points,
      'cloudfront.requests',
      names,
    );
    expect(Object.keys(others).length).toBe(3);
    expect(others['other -']).toBeGreaterThan(0);
    const overflow = sumBy(
      exportBatch({ attributes: ['country'], setLimit: 1 }).points,
      'cloudfront.requests',
      names,
    );
    expect(overflow['- true']).toBeGreaterThan(0);
    const total = (sums: Record<string, number>) =>
      Object.values(sums).reduce((sum, count) => sum + count, 0);
    expect([total(others), total(overflow)]).toEqual([3000, 3000]);
  });

  it('keeps each request below the limits of CloudWatch', () => {
    const { otlpRequests, decoded } = exportBatch({
      attributes: ['status', 'country', 'edge', 'asn', 'host'],
    });
    expect(otlpRequests.length).toBeGreaterThan(1);
    for (const [index, body] of otlpRequests.entries()) {
      expect(body.length).toBeLessThan(1_000_000);
      expect(decoded[index].points.length).toBeLessThanOrEqual(1000);
    }
    const requests = decoded
      .flatMap(({ points }) => points)
      .filter(({ metric }) => metric === 'cloudfront.requests');
    expect(requests.reduce((sum, { value = 0 }) => sum + value, 0)).toBe(3000);
  });

  it('scales counts, but not histograms, by the sampling rate', () => {
    const { points } = exportBatch({ attributes: [], samplingRate: 50 });
    expect(sumBy(points, 'cloudfront.requests', [])).toEqual({ '': 6000 });
    expect(sumBy(points, 'cloudfront.records', [])).toEqual({ '': 3000 });
    expect(sumBy(points, 'http.server.request.duration', [])).toEqual({ '': 3000 });
  });
});
