import { join } from 'node:path';

/** A data point, decoded with OpenTelemetry's published definitions. */
export interface DecodedPoint {
  readonly metric: string;
  readonly unit: string;
  readonly temporality: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** Epoch nanoseconds. */
  readonly start: bigint;
  readonly time: bigint;
  /** The value of a sum; undefined for a histogram. */
  readonly value: number | undefined;
  readonly histogram: DecodedHistogram | undefined;
}

export interface DecodedHistogram {
  readonly count: number;
  readonly sum: number;
  readonly scale: number;
  readonly zeroCount: number;
  readonly offset: number;
  readonly counts: readonly number[];
  readonly min: number;
  readonly max: number;
}

interface Decoded {
  readonly resource: Readonly<Record<string, string>>;
  readonly points: readonly DecodedPoint[];
}

// The package doesn't export its generated code, which contains its only decoder.
const generated = require(join(require.resolve('@opentelemetry/otlp-transformer'), '../generated/root.js'));
const request = generated.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;

interface KeyValue {
  readonly key: string;
  readonly value: { readonly stringValue: string };
}

const attributesOf = (pairs: readonly KeyValue[]) =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value.stringValue]));

/** Decodes the body of an OTLP request. */
export function decodeOtlp(body: Uint8Array): Decoded {
  const decoded = request.toObject(request.decode(body), { longs: String, defaults: true, arrays: true });
  const [{ resource, scopeMetrics }] = decoded.resourceMetrics;
  return {
    resource: attributesOf(resource.attributes),
    points: scopeMetrics[0].metrics.flatMap(decodeMetric),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the generated code has no types for plain objects
function decodeMetric(metric: any): DecodedPoint[] {
  const { name, unit } = metric;
  const data = metric.sum ?? metric.exponentialHistogram;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  return data.dataPoints.map((point: any) => ({
    metric: name,
    unit,
    temporality: data.aggregationTemporality,
    attributes: attributesOf(point.attributes),
    start: BigInt(point.startTimeUnixNano),
    time: BigInt(point.timeUnixNano),
    value: metric.sum ? Number(point.asInt ?? point.asDouble) : undefined,
    histogram: metric.sum
      ? undefined
      : {
          count: Number(point.count),
          sum: point.sum,
          scale: point.scale,
          zeroCount: Number(point.zeroCount),
          offset: point.positive.offset,
          counts: point.positive.bucketCounts.map(Number),
          min: point.min,
          max: point.max,
        },
  }));
}
