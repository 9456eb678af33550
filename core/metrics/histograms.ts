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

/** Values of a dictionary above it have no rows left, see `plausibleBounds`: in milliseconds, three years. */
const largestValue = 100_000_000_000;

/** Makes the distributions of one metric. */
export class Histograms {
  readonly #name: MetricName;
  readonly #data: MetricDatum[];
  /** Codes of the column in the order of their values, and those values in the metric's unit. */
  readonly #codes: Int32Array;
  readonly #values: Float64Array;

  /**
   * @param scale from the column's unit to the metric's
   * @param data receives the histograms
   */
  constructor(name: MetricName, column: Numbers, scale: number, data: MetricDatum[]) {
    this.#name = name;
    this.#data = data;
    // Sorting the numbers by themselves is much faster than sorting codes by a comparison of their values.
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

  /** Adds the distributions of a minute and a distribution, and of its cache behaviors. */
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

  /** How often each value occurs in the groups whose counts begin at `places`, all together. */
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
