import { cacheClass, statusClasses } from '../../core/metrics/rowClasses.ts';
import type { Percentiles, Series, Totals } from '../questions/answer.ts';
import type { TimeSteps } from '../questions/timeSteps.ts';
import { bucketCount, percentile } from './latencyBuckets.ts';
import { cacheShift, statusBits } from './segment.ts';
import type { SelectedRows } from './selection.ts';

/** Number of different kinds: three bits for the status class, two for the cache class. */
const kindCount = 32;

/** Counts the selected rows by bar, and over all bars. */
export function countSeries(
  selected: readonly SelectedRows[],
  steps: TimeSteps,
  scale: number,
): { readonly series: Series; readonly totals: Totals } {
  const kinds = new Uint32Array(steps.count * kindCount);
  const bytes = new Float64Array(steps.count);
  const buckets = new Uint32Array(steps.count * bucketCount);
  for (const rows of selected) addRows(rows, steps, kinds, bytes, buckets);

  const at = steps.count;
  const perStep = <T>(of: (step: number) => T) => Array.from({ length: at }, (_, step) => of(step));
  const sumKinds = (step: number, wanted: (kind: number) => boolean) => {
    let sum = 0;
    for (let kind = 0; kind < kindCount; kind++) if (wanted(kind)) sum += kinds[step * kindCount + kind];
    return sum * scale;
  };
  const hits = perStep((step) => sumKinds(step, (kind) => kind >> cacheShift === cacheClass.hit));
  const lookups = perStep((step) => sumKinds(step, (kind) => kind >> cacheShift !== cacheClass.none));
  const byClass = Array.from({ length: statusClasses }, (_, wanted) =>
    perStep((step) => sumKinds(step, (kind) => (kind & statusBits) === wanted)),
  );
  const all = new Uint32Array(bucketCount);
  for (let place = 0; place < buckets.length; place++) all[place % bucketCount] += buckets[place];
  return {
    series: {
      steps,
      byClass,
      cacheHits: hits,
      cacheLookups: lookups,
      bytes: perStep((step) => bytes[step] * scale),
      p50: perStep((step) => percentile(buckets, 0.5, step * bucketCount)),
      p95: perStep((step) => percentile(buckets, 0.95, step * bucketCount)),
      p99: perStep((step) => percentile(buckets, 0.99, step * bucketCount)),
    },
    totals: {
      byClass: byClass.map(sum),
      cacheHits: sum(hits),
      cacheLookups: sum(lookups),
      bytes: bytes.reduce((total, value) => total + value, 0) * scale,
      firstByte: percentiles(all),
    },
  };
}

function percentiles(counts: Uint32Array): Percentiles {
  return { p50: percentile(counts, 0.5), p95: percentile(counts, 0.95), p99: percentile(counts, 0.99) };
}

function addRows(
  { segment, rows, count }: SelectedRows,
  steps: TimeSteps,
  kinds: Uint32Array,
  bytes: Float64Array,
  buckets: Uint32Array,
): void {
  const { start, length } = steps;
  const { times, kinds: kindOf, bytes: bytesOf, firstByte } = segment;
  for (let place = 0; place < count; place++) {
    const row = rows[place];
    const step = Math.floor((times[row] - start) / length);
    kinds[step * kindCount + kindOf[row]]++;
    bytes[step] += bytesOf[row];
    buckets[step * bucketCount + firstByte[row]]++;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
