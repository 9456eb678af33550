import type { MetricDatum } from './datum.ts';
import type { MetricName } from './definitions.ts';
import { unitOf } from './definitions.ts';
import type { Group } from './groups.ts';
import {
  type DistributionMinute,
  dimensionsOfBehavior,
  dimensionsOfDistribution,
  ownBehavior,
} from './groupTree.ts';
import { fitHistogram, type Histogram, splitHistogram } from './histogram.ts';
import type { Numbers } from './plausibleValues.ts';
import type { ValueCounts } from './valueCounts.ts';

/** Values above this have no rows, see `plausibleBounds`. In milliseconds, it is three years. */
const largestValue = 100_000_000_000;

/** Creates the histograms of one metric. */
export class Histograms {
  readonly #name: MetricName;
  readonly #data: MetricDatum[];
  /** The column's codes, sorted by value, and the sorted values in the metric's unit. */
  readonly #codes: Int32Array;
  readonly #values: Float64Array;

  /**
   * @param scale factor from the column's unit to the metric's unit
   * @param data receives the histograms
   */
  constructor(name: MetricName, column: Numbers, scale: number, data: MetricDatum[]) {
    this.#name = name;
    this.#data = data;
    // Sorting numbers without a comparison function is much faster than sorting codes by their values.
    const { entries, values } = column;
    const sortable = new Float64Array(entries);
    let used = 0;
    for (let code = 0; code < entries; code++) {
      const value = Math.round(values[code] * scale);
      if (value <= largestValue) sortable[used++] = value * entries + code;
    }
    const sorted = sortable.subarray(0, used).sort();
    this.#values = new Float64Array(used);
    this.#codes = new Int32Array(used);
    for (let index = 0; index < used; index++) {
      const value = Math.floor(sorted[index] / entries);
      this.#values[index] = value;
      this.#codes[index] = sorted[index] - value * entries;
    }
  }

  /** Adds the histograms of a distribution in a minute, and of its cache behaviors. */
  add(minute: DistributionMinute, groups: readonly Group[], { counts, place }: ValueCounts): void {
    const all = this.#histogramOf(counts, minute.groups.map(place));
    this.#push(all, dimensionsOfDistribution(minute), minute.minute);
    for (const index of minute.groups) {
      const group = groups[index];
      const behavior = ownBehavior(group);
      if (behavior === undefined) continue;
      const own = this.#histogramOf(counts, [place(index)]);
      this.#push(own, dimensionsOfBehavior(group, behavior), minute.minute);
    }
  }

  /** Returns the histogram of all groups whose counts begin at `places`. */
  #histogramOf(counts: Float64Array, places: readonly number[]): Histogram {
    const histogram = { values: [] as number[], counts: [] as number[] };
    let last = -1;
    for (let index = 0; index < this.#codes.length; index++) {
      const code = this.#codes[index];
      let count = 0;
      for (let group = 0; group < places.length; group++) count += counts[places[group] + code];
      if (count === 0) continue;
      const value = this.#values[index];
      if (value === last) {
        histogram.counts.push((histogram.counts.pop() as number) + count);
        continue;
      }
      last = value;
      histogram.values.push(value);
      histogram.counts.push(count);
    }
    return histogram;
  }

  #push({ values, counts }: Histogram, dimensions: MetricDatum['dimensions'], timestamp: number): void {
    const datum = { name: this.#name, unit: unitOf(this.#name), dimensions, timestamp };
    for (const part of splitHistogram(fitHistogram(values, counts))) this.#data.push({ ...datum, ...part });
  }
}
