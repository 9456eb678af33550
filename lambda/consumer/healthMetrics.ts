import type { BatchHealth } from '../../core/batchHealth.ts';
import { type EmbeddedMetric, printEmbeddedMetrics } from '../../core/metrics/embeddedMetrics.ts';
import {
  type HealthMetricName,
  healthDefinitions,
  healthDimension,
  healthNamespace,
} from '../../core/metrics/healthDefinitions.ts';
import type { TrafficTotals } from '../../core/metrics/trafficTotals.ts';

/** Results of a batch. */
export interface BatchOutcome {
  readonly health: BatchHealth;
  /** Traffic totals of the batch, over all distributions. */
  readonly totals: TrafficTotals;
  /** Bytes of the objects put into the lake. */
  readonly lakeBytes: number;
  /** Number of metrics that did not reach CloudWatch. */
  readonly lostMetrics: number;
  /** When the objects were in the lake, epoch milliseconds. */
  readonly now: number;
}

const units = new Map(healthDefinitions.map(({ name, unit }) => [name, unit]));

/**
 * Writes the pipeline's own metrics of a batch to the function's log, in the embedded metric format that CloudWatch
 * reads. They are written to standard output unchanged, because CloudWatch ignores a document within the runtime's log
 * format.
 *
 * @param pipelineName value of the dimension that every metric has
 */
export function writeHealthMetrics(pipelineName: string, outcome: BatchOutcome): void {
  const { health, totals, lakeBytes, lostMetrics, now } = outcome;
  const pipeline = { [healthDimension.pipeline]: pipelineName };
  const metrics = [
    metric('Records', health.records),
    metric('RecordBytes', health.recordBytes),
    metric('Rows', health.rows),
    metric('QuarantinedRecords', health.quarantined),
    metric('MalformedValues', health.malformedValues),
    metric('ImplausibleValues', health.implausibleValues),
    metric('SuspectRows', health.suspectRows),
    metric('LakeBytes', lakeBytes),
    metric('LostMetrics', lostMetrics),
  ];
  if (health.oldestEvent !== undefined && health.meanEvent !== undefined) {
    metrics.push(
      metric('DeliveryDelay', Math.max(0, Math.round(now - health.meanEvent))),
      metric('OldestEventAge', Math.max(0, Math.round(now - health.oldestEvent))),
    );
  }
  for (const [name, total] of Object.entries(totals)) metrics.push(metric(name as HealthMetricName, total));
  write(pipeline, now, metrics);
  for (const [layout, rows] of Object.entries(health.rowsByLayout))
    write({ ...pipeline, [healthDimension.layout]: layout }, now, [metric('RowsByLayout', rows)]);
}

function metric(name: HealthMetricName, value: number): EmbeddedMetric {
  return { name, value, unit: units.get(name) as EmbeddedMetric['unit'] };
}

function write(
  dimensions: Readonly<Record<string, string>>,
  timestamp: number,
  metrics: readonly EmbeddedMetric[],
): void {
  const line = printEmbeddedMetrics({ namespace: healthNamespace, dimensions, timestamp, metrics });
  process.stdout.write(`${line}\n`);
}
