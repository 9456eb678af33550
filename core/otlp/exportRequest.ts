import type { MetricName } from '../metrics/definitions.ts';
import { createdBy } from '../version.ts';
import type { ExponentialHistogram } from './exponentialHistogram.ts';
import { instruments } from './instruments.ts';
import { ProtobufWriter } from './protobuf.ts';

/**
 * Limits of one request (CloudWatch user guide, 'OTLP Endpoints', November 2026: 1,000 data points and 1 MB
 * uncompressed), with room for the resource.
 */
const maxPoints = 1000;
const maxBytes = 900_000;

/** Whether a point contains the increase since the previous point, or the total since the start. */
export const temporality = { delta: 1, cumulative: 2 } as const;

/** Attributes, encoded once for all points that share them. */
export interface EncodedAttributes {
  /** As fields of a `NumberDataPoint`. */
  readonly ofSum: Uint8Array;
  /** As fields of an `ExponentialHistogramDataPoint`. */
  readonly ofHistogram: Uint8Array;
}

/** A data point. Times are epoch nanoseconds. */
export interface Point {
  readonly start: bigint;
  readonly time: bigint;
  readonly attributes: EncodedAttributes;
  readonly value: number | ExponentialHistogram;
}

/** The points of one metric. */
export interface Metric {
  readonly name: MetricName;
  readonly points: readonly Point[];
}

type Attributes = readonly (readonly [name: string, value: string])[];

/** Numbers of the fields of OTLP's messages (opentelemetry-proto 1.8, `metrics/v1/metrics.proto`). */
const field = {
  request: { resourceMetrics: 1 },
  resourceMetrics: { resource: 1, scopeMetrics: 2 },
  resource: { attributes: 1 },
  scopeMetrics: { scope: 1, metrics: 2 },
  scope: { name: 1 },
  metric: { name: 1, unit: 3, sum: 7, exponentialHistogram: 10 },
  data: { points: 1, temporality: 2, isMonotonic: 3 },
  sumPoint: { start: 2, time: 3, double: 4, integer: 6, attributes: 7 },
  histogramPoint: {
    attributes: 1,
    start: 2,
    time: 3,
    count: 4,
    sum: 5,
    scale: 6,
    zeroCount: 7,
    positive: 8,
    min: 12,
    max: 13,
  },
  buckets: { offset: 1, counts: 2 },
  keyValue: { key: 1, value: 2 },
  anyValue: { string: 1 },
} as const;

/** Encodes attributes for the points that share them. */
export function encodeAttributes(attributes: Attributes): EncodedAttributes {
  return {
    ofSum: encodeKeyValues(field.sumPoint.attributes, attributes),
    ofHistogram: encodeKeyValues(field.histogramPoint.attributes, attributes),
  };
}

/**
 * Encodes metrics as the bodies of OTLP requests (`ExportMetricsServiceRequest`), split according to the limits.
 *
 * @param resource attributes of the sender
 */
export function encodeRequests(
  resource: Attributes,
  metrics: readonly Metric[],
  aggregation: keyof typeof temporality,
): Uint8Array[] {
  const requests: Uint8Array[] = [];
  const scopeMetrics = new ProtobufWriter();
  const points = new ProtobufWriter();
  const point = new ProtobufWriter();
  let pointsOfRequest = 0;

  const endRequest = () => {
    if (pointsOfRequest === 0) return;
    requests.push(encodeRequest(resource, scopeMetrics.view()));
    scopeMetrics.reset();
    pointsOfRequest = 0;
  };

  for (const metric of metrics) {
    points.reset();
    let pointsOfMetric = 0;
    const endMetric = () => {
      if (pointsOfMetric === 0) return;
      scopeMetrics.message(
        field.scopeMetrics.metrics,
        encodeMetric(metric.name, typeof metric.points[0]?.value === 'number', points.view(), aggregation),
      );
      points.reset();
      pointsOfMetric = 0;
    };
    for (const one of metric.points) {
      encodePoint(point, one);
      if (pointsOfRequest === maxPoints || scopeMetrics.length + points.length + point.length > maxBytes) {
        endMetric();
        endRequest();
      }
      points.message(field.data.points, point.view());
      pointsOfMetric++;
      pointsOfRequest++;
    }
    endMetric();
  }
  endRequest();
  return requests;
}

function encodeRequest(resource: Attributes, metrics: Uint8Array): Uint8Array {
  const scope = new ProtobufWriter();
  scope.string(field.scope.name, createdBy);
  const scopeMetrics = new ProtobufWriter();
  scopeMetrics.message(field.scopeMetrics.scope, scope.view());
  scopeMetrics.append(metrics);
  const resourceMetrics = new ProtobufWriter();
  resourceMetrics.message(
    field.resourceMetrics.resource,
    encodeKeyValues(field.resource.attributes, resource),
  );
  resourceMetrics.message(field.resourceMetrics.scopeMetrics, scopeMetrics.view());
  const request = new ProtobufWriter();
  request.message(field.request.resourceMetrics, resourceMetrics.view());
  return request.copy();
}

function encodeMetric(
  name: MetricName,
  isSum: boolean,
  points: Uint8Array,
  aggregation: keyof typeof temporality,
): Uint8Array {
  const data = new ProtobufWriter();
  data.append(points);
  data.varint(field.data.temporality, temporality[aggregation]);
  if (isSum) data.varint(field.data.isMonotonic, 1);
  const metric = new ProtobufWriter();
  metric.string(field.metric.name, instruments[name].name);
  metric.string(field.metric.unit, instruments[name].unit);
  metric.message(isSum ? field.metric.sum : field.metric.exponentialHistogram, data.view());
  return metric.copy();
}

function encodePoint(writer: ProtobufWriter, { start, time, attributes, value }: Point): void {
  writer.reset();
  if (typeof value === 'number') {
    writer.fixed64(field.sumPoint.start, start);
    writer.fixed64(field.sumPoint.time, time);
    if (Number.isSafeInteger(value)) writer.fixed64(field.sumPoint.integer, BigInt(value));
    else writer.double(field.sumPoint.double, value);
    writer.append(attributes.ofSum);
    return;
  }
  const { buckets, histogramPoint } = field;
  writer.append(attributes.ofHistogram);
  writer.fixed64(histogramPoint.start, start);
  writer.fixed64(histogramPoint.time, time);
  writer.fixed64(histogramPoint.count, BigInt(value.count));
  writer.double(histogramPoint.sum, value.sum);
  writer.signed(histogramPoint.scale, value.scale);
  writer.fixed64(histogramPoint.zeroCount, BigInt(value.zeroCount));
  const { offset, counts } = value.buckets();
  const positive = new ProtobufWriter(64);
  positive.signed(buckets.offset, offset);
  positive.packedVarints(buckets.counts, counts);
  writer.message(histogramPoint.positive, positive.view());
  writer.double(histogramPoint.min, value.min);
  writer.double(histogramPoint.max, value.max);
}

function encodeKeyValues(fieldNumber: number, attributes: Attributes): Uint8Array {
  const all = new ProtobufWriter(256);
  for (const [name, text] of attributes) {
    const value = new ProtobufWriter(64);
    value.string(field.anyValue.string, text);
    const pair = new ProtobufWriter(128);
    pair.string(field.keyValue.key, name);
    pair.message(field.keyValue.value, value.view());
    all.message(fieldNumber, pair.view());
  }
  return all.copy();
}
