import type { WireMetricDatum } from './metricDatum.ts';
import { MetricStatistics } from './metricStatistics.ts';

const minute = 60;

/** What identifies a metric. */
export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A metric as it is kept: its statistics by minute. */
interface StoredMetric extends MetricIdentity {
  /** By the minute's start in epoch seconds. */
  readonly minutes: Map<number, MetricStatistics>;
}

/** The metrics that came in, by minute. */
export class MetricStore {
  readonly #metrics = new Map<string, StoredMetric>();

  /** Every metric that has a datum, in the order of the first one. */
  get metrics(): MetricIdentity[] {
    return [...this.#metrics.values()].map(({ namespace, name, dimensions }) => ({
      namespace,
      name,
      dimensions,
    }));
  }

  /**
   * Adds a datum that was validated.
   *
   * @param now epoch seconds, the time of a datum without one
   */
  add(namespace: string, datum: WireMetricDatum, now: number): void {
    const pairs = (datum.Dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]);
    const identity = { namespace, name: datum.MetricName ?? '', dimensions: Object.fromEntries(pairs) };
    const key = keyOf(identity);
    const metric = this.#metrics.get(key) ?? { ...identity, minutes: new Map() };
    this.#metrics.set(key, metric);

    const time = datum.Timestamp ?? now;
    const start = time - (time % minute);
    const statistics = metric.minutes.get(start) ?? new MetricStatistics();
    metric.minutes.set(start, statistics);
    statistics.add(datum);
  }

  /** The statistics of a metric by minute, oldest first; the key is the minute's start in epoch seconds. */
  minutes(identity: MetricIdentity): Map<number, MetricStatistics> {
    const minutes = this.#metrics.get(keyOf(identity))?.minutes ?? new Map();
    return new Map([...minutes].sort(([a], [b]) => a - b));
  }

  /**
   * The statistics of a metric by periods, oldest first; the key is the period's start in epoch seconds.
   *
   * @param period seconds, a multiple of 60
   * @param start epoch seconds, at which the first period starts; the others follow it without gaps
   * @param end epoch seconds, where the last period ends at the latest
   */
  periods(
    identity: MetricIdentity,
    period: number,
    start: number,
    end: number,
  ): Map<number, MetricStatistics> {
    const periods = new Map<number, MetricStatistics>();
    for (const [time, statistics] of this.minutes(identity)) {
      if (time < start || time >= end) continue;
      const at = time - ((time - start) % period);
      const merged = periods.get(at) ?? new MetricStatistics();
      periods.set(at, merged);
      merged.merge(statistics);
    }
    return periods;
  }

  /** The statistics of a metric over all minutes; undefined if it has no datum. */
  total(identity: MetricIdentity): MetricStatistics | undefined {
    const metric = this.#metrics.get(keyOf(identity));
    if (!metric) return undefined;
    const total = new MetricStatistics();
    for (const statistics of metric.minutes.values()) total.merge(statistics);
    return total;
  }
}

function keyOf({ namespace, name, dimensions }: MetricIdentity): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
