import type { WireMetricDatum } from './metricDatum.ts';
import { MetricStatistics } from './metricStatistics.ts';

const minute = 60;

/** Namespace, name, and dimensions, which identify a metric. */
export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A stored metric, with its statistics by minute. */
interface StoredMetric extends MetricIdentity {
  /** Statistics by start of the minute, in epoch seconds. */
  readonly minutes: Map<number, MetricStatistics>;
}

/** Stores the received metrics by minute. */
export class MetricStore {
  readonly #metrics = new Map<string, StoredMetric>();

  /** All metrics, in the order in which their first datum was received. */
  get metrics(): MetricIdentity[] {
    return [...this.#metrics.values()].map(({ namespace, name, dimensions }) => ({
      namespace,
      name,
      dimensions,
    }));
  }

  /**
   * Adds a validated datum.
   *
   * @param now time of a datum without a timestamp, in epoch seconds
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

  /** Returns a metric's statistics by minute, oldest first. Keys are the starts of minutes, in epoch seconds. */
  minutes(identity: MetricIdentity): Map<number, MetricStatistics> {
    const minutes = this.#metrics.get(keyOf(identity))?.minutes ?? new Map();
    return new Map([...minutes].sort(([a], [b]) => a - b));
  }

  /**
   * Returns a metric's statistics by period, oldest first. Keys are the starts of periods, in epoch seconds.
   *
   * @param period length of a period in seconds, a multiple of 60
   * @param start start of the first period, in epoch seconds; the other periods follow without gaps
   * @param end latest end of the last period, in epoch seconds
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

  /** Returns a metric's statistics over all minutes; undefined if it has no data. */
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
