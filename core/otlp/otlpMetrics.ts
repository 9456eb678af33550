import { createHash } from 'node:crypto';
import type { MetricName } from '../metrics/definitions.ts';
import type { DetailName } from '../metrics/detailDefinitions.ts';
import type { TrafficColumns } from '../metrics/trafficColumns.ts';
import type { AttributeChoice } from './attributeChoice.ts';
import { AttributeGrouping, type AttributeSet, type FindColumn } from './attributeSets.ts';
import { CumulativeSeries } from './cumulativeSeries.ts';
import {
  type EncodedAttributes,
  encodeAttributes,
  encodeRequests,
  type Metric,
  type Point,
} from './exportRequest.ts';
import { metricPoints } from './points.ts';

const nanosecondsOfMillisecond = 1_000_000n;
const nanosecondsOfMinute = 60_000_000_000n;

/** How metrics are exported by OTLP. */
export interface OtlpMetricsSettings {
  readonly attributes: readonly AttributeChoice[];
  /** Most values of one attribute. Further ones are counted as `other`. */
  readonly valueLimit: number;
  /** Most attribute sets of a minute. Further ones are counted in one set, which is marked as overflow. */
  readonly setLimit: number;
  /**
   * `delta`: each point holds what one batch adds to a minute. `cumulative`: each point holds all that this process
   * has counted, at the time of sending; for backends that take nothing else, such as Prometheus.
   */
  readonly temporality: 'delta' | 'cumulative';
  /** Percentage of requests that have records, 1 to 100. */
  readonly samplingRate: number;
  /** Metrics that exist only because they are asked for. Default none. */
  readonly additional?: readonly DetailName[] | undefined;
  /** Attributes of the sender. `service.instance.id` is added. */
  readonly resource: Readonly<Record<string, string>>;
  /** Name of this process, unique among all that send. */
  readonly instance: string;
}

/** Rows of a batch that are stored in one file. */
export interface BatchRows {
  readonly columns: TrafficColumns;
  readonly findColumn: FindColumn;
  readonly rows: number;
  readonly shardId: string;
  /** What names the rows at every delivery of the batch: the key of their file. */
  readonly fileKey: string;
}

/**
 * Makes OTLP requests of batches.
 *
 * Delta points of a minute come from many batches. Each batch has its own time within the minute, derived from the
 * key of its file, so that no two batches write the same point, and a batch that is delivered again writes the same
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
   * The bodies of the requests for rows of a batch.
   *
   * @param now epoch milliseconds, the time of cumulative points
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
    return { start, time: start + offset, attributes: encodeAttributes(attributes) as EncodedAttributes };
  });
  return points.map(({ name, points: ofMetric }): { name: MetricName; points: Point[] } => ({
    name,
    points: ofMetric.map(([set, value]) => ({ ...encoded[set], value })),
  }));
}

/** Nanoseconds after the start of a minute, from 1, that a text leads to. */
function offsetInMinute(text: string): bigint {
  const digest = createHash('sha256').update(text).digest();
  return (digest.readBigUInt64BE() % (nanosecondsOfMinute - 1n)) + 1n;
}

function nanoseconds(milliseconds: number): bigint {
  return BigInt(Math.floor(milliseconds)) * nanosecondsOfMillisecond;
}
