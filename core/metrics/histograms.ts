import type { NumberColumn } from '../columns/numberColumn.ts';
import type { MetricDatum } from './datum.ts';
import type { MetricName } from './definitions.ts';
import { unitOf } from './definitions.ts';
import { dimensionsOfBehavior, dimensionsOfDistribution } from './dimensions.ts';
import type { ValueCounts } from './distributionCounts.ts';
import type { Group } from './groups.ts';
import { type DistributionMinute, ownBehavior } from './groupTree.ts';
import { fitHistogram, inData } from './histogram.ts';

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
    this.#values = new Float64Array(used);
    this.#codes = new Int32Array(used);
    for (let index = 0; index < used; index++) {
      const value = Math.floor((sorted[index] as number) / entries);
      this.#values[index] = value;
      this.#codes[index] = (sorted[index] as number) - value * entries;
    }
  }

  /** Adds the distributions of a minute and a distribution, and of its cache behaviors. */
  add(minute: DistributionMinute, groups: readonly Group[], { counts, place }: ValueCounts): void {
    const all = new Occurrences();
    const byGroup = minute.groups.map((group) => ({ place: place(group), occurrences: new Occurrences() }));
    for (let index = 0; index < this.#codes.length; index++) {
      const code = this.#codes[index] as number;
      const value = this.#values[index] as number;
      for (const group of byGroup) {
        const count = counts[group.place + code] as number;
        if (count === 0) continue;
        group.occurrences.add(value, count);
        all.add(value, count);
      }
    }
    this.#push(all, dimensionsOfDistribution(minute), minute.minute);
    for (const [index, { occurrences }] of byGroup.entries()) {
      const group = groups[minute.groups[index] as number] as Group;
      const behavior = ownBehavior(group);
      if (behavior !== undefined)
        this.#push(occurrences, dimensionsOfBehavior(group, behavior), minute.minute);
    }
  }

  #push({ values, counts }: Occurrences, dimensions: MetricDatum['dimensions'], timestamp: number): void {
    const datum = { name: this.#name, unit: unitOf(this.#name), dimensions, timestamp };
    for (const part of inData(fitHistogram(values, counts))) this.#data.push({ ...datum, ...part });
  }
}

/** Values in rising order, each once, and how often each occurred. */
class Occurrences {
  readonly values: number[] = [];
  readonly counts: number[] = [];
  #last = -1;

  /** @param value the last value again, or a larger one */
  add(value: number, count: number): void {
    if (value === this.#last) {
      this.counts[this.counts.length - 1] = (this.counts.at(-1) as number) + count;
      return;
    }
    this.#last = value;
    this.values.push(value);
    this.counts.push(count);
  }
}
