import { createHash } from 'node:crypto';
import type { MetricName } from '../metrics/definitions.ts';
import type { DetailName } from '../metrics/detailDefinitions.ts';
import type { TrafficColumns } from '../metrics/trafficColumns.ts';
import type { AttributeChoice } from './attributeChoice.ts';
import { AttributeGrouping, type AttributeSet, type FindColumn } from './attributeSets.ts';
import { CumulativeSeries } from './cumulativeSeries.ts';
import { encodeAttributes, encodeRequests, type Metric, type Point } from './exportRequest.ts';
import { metricPoints } from './points.ts';

const nanosecondsOfMillisecond = 1_000_000n;
const nanosecondsOfMinute = 60_000_000_000n;

/** Settings of the export with OTLP. */
export interface OtlpMetricsSettings {
  readonly attributes: readonly AttributeChoice[];
  /** Maximum number of values of one attribute. Additional values are counted as `other`. */
  readonly valueLimit: number;
  /** Maximum number of attribute sets of a minute. Additional sets are counted in one set, which is marked as overflow. */
  readonly setLimit: number;
  /**
   * `delta`: each point contains what one batch adds to a minute. `cumulative`: each point contains the total that this
   * process has counted at the time of sending. Use it for backends that accept nothing else, such as Prometheus.
   */
  readonly temporality: 'delta' | 'cumulative';
  /** Percentage of requests that have records, 1 to 100. */
  readonly samplingRate: number;
  /** Metrics of the option `additionalMetrics`. Default none. */
  readonly additional?: readonly DetailName[] | undefined;
  /** Attributes of the sender. `service.instance.id` is added. */
  readonly resource: Readonly<Record<string, string>>;
  /** Name of this process, unique among all senders. */
  readonly instance: string;
}

/** The rows of a batch that are stored in one file. */
export interface BatchRows {
  readonly columns: TrafficColumns;
  readonly findColumn: FindColumn;
  readonly rows: number;
  readonly shardId: string;
  /** Key of the rows' file, which is the same for every delivery of the batch. */
  readonly fileKey: string;
}

/**
 * Converts batches to OTLP requests.
 *
 * Delta points of a minute come from many batches. Each batch uses a different time within the minute, derived from the
 * key of its file, so that no two batches write the same point and a redelivered batch writes the same
 * points again.
 */
export class OtlpMetrics {
  readonly #settings: OtlpMetricsSettings;
  readonly #grouping: AttributeGrouping;
  readonly #cumulative: CumulativeSeries | undefined;

  /** @param now start of this process, in epoch milliseconds */
  constructor(settings: OtlpMetricsSettings, now: number) {
    this.#settings = settings;
    this.#grouping = new AttributeGrouping(settings.attributes, settings.valueLimit, settings.setLimit);
    if (settings.temporality === 'cumulative')
      this.#cumulative = new CumulativeSeries(nanoseconds(now), settings.setLimit);
  }

  /**
   * Returns the bodies of the requests for the rows of a batch.
   *
   * @param now time of cumulative points, epoch milliseconds
   */
  requests(batch: BatchRows, now: number): Uint8Array[] {
    const { samplingRate, additional, temporality, instance, resource } = this.#settings;
    const sets = this.#grouping.group(batch.columns, batch.findColumn, batch.rows);
    const points = metricPoints(batch.columns, sets, samplingRate, additional);
    const metrics =
      this.#cumulative?.add(points, sets.sets, nanoseconds(now)) ?? deltas(points, sets.sets, batch);
    const instanceId = temporality === 'delta' ? batch.shardId : instance;
    return encodeRequests(
      [...Object.entries(resource), ['service.instance.id', instanceId]],
      metrics,
      temporality,
    );
  }
}

function deltas(
  points: ReturnType<typeof metricPoints>,
  sets: readonly AttributeSet[],
  { fileKey }: BatchRows,
): Metric[] {
  const offset = offsetInMinute(fileKey);
  const encoded = sets.map(({ minute, attributes }): Omit<Point, 'value'> => {
    const start = nanoseconds(minute);
    return { start, time: start + offset, attributes: encodeAttributes(attributes) };
  });
  return points.map(({ name, points: ofMetric }): { name: MetricName; points: Point[] } => ({
    name,
    points: ofMetric.map(([set, value]) => ({ ...encoded[set], value })),
  }));
}

/** Derives an offset within a minute from text, in nanoseconds, at least 1. */
function offsetInMinute(text: string): bigint {
  const digest = createHash('sha256').update(text).digest();
  return (digest.readBigUInt64BE() % (nanosecondsOfMinute - 1n)) + 1n;
}

function nanoseconds(milliseconds: number): bigint {
  return BigInt(Math.floor(milliseconds)) * nanosecondsOfMillisecond;
}
