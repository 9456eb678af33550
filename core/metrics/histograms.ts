import type { NumberColumn } from '../columns/numberColumn.ts';
import type { MetricDatum } from './datum.ts';
import type { MetricName } from './definitions.ts';
import { unitOf } from './definitions.ts';
import { dimensionsOfBehavior, dimensionsOfDistribution } from './dimensions.ts';
import type { ValueCounts } from './distributionCounts.ts';
import type { Group } from './groups.ts';
import { type DistributionMinute, ownBehavior } from './groupTree.ts';
import { fitHistogram } from './histogram.ts';

/** Values beyond which nothing is a measurement: the longest time in milliseconds that the strict form of a duration can write. */
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
   * @param data where the distributions are added
   */
  constructor(name: MetricName, column: NumberColumn, scale: number, data: MetricDatum[]) {
    this.#name = name;
    this.#data = data;
    // Sorting the numbers by themselves is much faster than sorting codes by a comparison of their values.
    const { entries, values } = column;
    const sortable = new Float64Array(entries);
    let used = 0;
    for (let code = 0; code < entries; code++) {
      const value = Math.round((values[code] as number) * scale);
      if (value >= 0 && value <= largestValue) sortable[used++] = value * entries + code;
    }
    const sorted = sortable.subarray(0, used).sort();
    this.#values = sorted.map((value) => Math.floor(value / entries));
    this.#codes = Int32Array.from(sorted, (value) => value % entries);
  }

  /** Adds the distributions of a minute and a distribution, and of its cache behaviors. */
  add(minute: DistributionMinute, groups: readonly Group[], { counts, place }: ValueCounts): void {
    const places = minute.groups.map(place);
    this.#add(counts, places, dimensionsOfDistribution(minute), minute.minute);
    for (const index of minute.groups) {
      const group = groups[index] as Group;
      const behavior = ownBehavior(group);
      if (behavior !== undefined)
        this.#add(counts, [place(index)], dimensionsOfBehavior(group, behavior), minute.minute);
    }
  }

  #add(
    counted: Float64Array,
    places: readonly number[],
    dimensions: MetricDatum['dimensions'],
    timestamp: number,
  ): void {
    const values: number[] = [];
    const counts: number[] = [];
    for (let index = 0; index < this.#codes.length; index++) {
      const code = this.#codes[index] as number;
      let count = 0;
      for (const place of places) count += counted[place + code] as number;
      if (count === 0) continue;
      const value = this.#values[index] as number;
      if (value === values.at(-1)) {
        counts[counts.length - 1] = (counts.at(-1) as number) + count;
      } else {
        values.push(value);
        counts.push(count);
      }
    }
    if (values.length === 0) return;
    const histogram = fitHistogram(values, counts);
    this.#data.push({ name: this.#name, unit: unitOf(this.#name), dimensions, timestamp, ...histogram });
  }
}
