import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { BatchHealth } from '../../core/batchHealth.ts';

/** Namespace of the pipeline's own metrics. */
export const healthNamespace = 'CloudFront/RealtimeLogs/Pipeline';

/** Value of the dimension `service` that the pipeline's own metrics have. */
export const healthService = 'consumer';

/** Dimension of the rows by layout, beside `service`. */
const layoutDimension = 'Layout';

/** What became of a batch beyond what its records held. */
export interface BatchOutcome {
  readonly health: BatchHealth;
  /** Bytes of the objects put into the lake. */
  readonly lakeBytes: number;
  /** Metrics that did not reach CloudWatch. */
  readonly lostMetrics: number;
  /** When the objects stood in the lake, milliseconds since 1970. */
  readonly now: number;
}

/** Writes the pipeline's own metrics to the function's log, in the embedded metric format that CloudWatch reads. */
export class HealthMetrics {
  readonly #metrics = new Metrics({ namespace: healthNamespace, serviceName: healthService });

  write({ health, lakeBytes, lostMetrics, now }: BatchOutcome): void {
    const metrics = this.#metrics;
    metrics.addMetric('Records', MetricUnit.Count, health.records);
    metrics.addMetric('RecordBytes', MetricUnit.Bytes, health.recordBytes);
    metrics.addMetric('Rows', MetricUnit.Count, health.rows);
    metrics.addMetric('QuarantinedRecords', MetricUnit.Count, health.quarantined);
    metrics.addMetric('MalformedValues', MetricUnit.Count, health.malformedValues);
    metrics.addMetric('LakeBytes', MetricUnit.Bytes, lakeBytes);
    metrics.addMetric('LostMetrics', MetricUnit.Count, lostMetrics);
    if (health.oldestEvent !== undefined && health.meanEvent !== undefined) {
      metrics.addMetric(
        'DeliveryDelay',
        MetricUnit.Milliseconds,
        Math.max(0, Math.round(now - health.meanEvent)),
      );
      metrics.addMetric(
        'OldestEventAge',
        MetricUnit.Milliseconds,
        Math.max(0, Math.round(now - health.oldestEvent)),
      );
    }
    metrics.publishStoredMetrics();
    for (const [layout, rows] of Object.entries(health.rowsByLayout)) {
      const single = metrics.singleMetric();
      single.addDimension(layoutDimension, layout);
      single.addMetric('RowsByLayout', MetricUnit.Count, rows);
    }
  }
}
