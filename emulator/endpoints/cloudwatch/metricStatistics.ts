import type { WireMetricDatum } from './metricDatum.ts';

/** Statistics of a metric over a period, as CloudWatch returns them. */
export class MetricStatistics {
  sum = 0;
  sampleCount = 0;
  minimum = Number.POSITIVE_INFINITY;
  maximum = Number.NEGATIVE_INFINITY;
  readonly #counts = new Map<number, number>();
  #hasSets = false;

  /** Average of all samples. */
  get average(): number {
    return this.sum / this.sampleCount;
  }

  /** Adds a validated datum. */
  add(datum: WireMetricDatum): void {
    const { Value: value, Values: values = [value ?? 0], Counts: counts, StatisticValues: set } = datum;
    if (set) {
      this.#widen(set.Sum, set.SampleCount, set.Minimum, set.Maximum);
      this.#hasSets = true;
      return;
    }
    values.forEach((each, index) => {
      this.#addValue(Number(each), Number(counts?.[index] ?? 1));
    });
  }

  /** Adds the samples of another period. */
  merge(other: MetricStatistics): void {
    this.#widen(other.sum, other.sampleCount, other.minimum, other.maximum);
    this.#hasSets ||= other.#hasSets;
    for (const [value, count] of other.#counts) {
      this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
    }
  }

  /**
   * Returns a percentile: the smallest value that at least this percentage of the samples don't exceed.
   *
   * @param percent 0 to 100
   * @returns undefined if there are statistic sets, for which CloudWatch has no percentiles
   */
  percentile(percent: number): number | undefined {
    if (this.#hasSets) return undefined;
    const values = [...this.#counts].sort(([a], [b]) => a - b);
    const rank = (percent / 100) * this.sampleCount;
    let seen = 0;
    for (const [value, count] of values) {
      seen += count;
      if (seen >= rank) return value;
    }
    return values.at(-1)?.[0];
  }

  #addValue(value: number, count: number): void {
    this.#widen(value * count, count, value, value);
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
  }

  #widen(sum: number, sampleCount: number, minimum: number, maximum: number): void {
    this.sum += sum;
    this.sampleCount += sampleCount;
    this.minimum = Math.min(this.minimum, minimum);
    this.maximum = Math.max(this.maximum, maximum);
  }
}
