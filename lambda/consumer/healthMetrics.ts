import { Metrics } from '@aws-lambda-powertools/metrics';
import type { BatchHealth } from '../../core/batchHealth.ts';
import {
  type HealthMetricName,
  healthDefinitions,
  healthDimension,
  healthNamespace,
} from '../../core/metrics/healthDefinitions.ts';
import type { TrafficTotals } from '../../core/metrics/trafficTotals.ts';

/** What became of a batch beyond what its records held. */
export interface BatchOutcome {
  readonly health: BatchHealth;
  /** Sums of the traffic that the batch tells of, over all distributions. */
  readonly totals: TrafficTotals;
  /** Bytes of the objects put into the lake. */
  readonly lakeBytes: number;
  /** Metrics that did not reach CloudWatch. */
  readonly lostMetrics: number;
  /** When the objects stood in the lake, milliseconds since 1970. */
  readonly now: number;
}

const units = new Map(healthDefinitions.map(({ name, unit }) => [name as HealthMetricName, unit]));

/** Writes the pipeline's own metrics to the function's log, in the embedded metric format that CloudWatch reads. */
export class HealthMetrics {
  readonly #metrics: Metrics;

  /**
   * @param pipelineName value of the dimension `service`, which every metric has
   */
  constructor(pipelineName: string) {
    this.#metrics = new Metrics({ namespace: healthNamespace, serviceName: pipelineName });
  }

  write({ health, totals, lakeBytes, lostMetrics, now }: BatchOutcome): void {
    add(this.#metrics, 'Records', health.records);
    add(this.#metrics, 'RecordBytes', health.recordBytes);
    add(this.#metrics, 'Rows', health.rows);
    add(this.#metrics, 'QuarantinedRecords', health.quarantined);
    add(this.#metrics, 'MalformedValues', health.malformedValues);
    add(this.#metrics, 'LakeBytes', lakeBytes);
    add(this.#metrics, 'LostMetrics', lostMetrics);
    if (health.oldestEvent !== undefined && health.meanEvent !== undefined) {
      add(this.#metrics, 'DeliveryDelay', Math.max(0, Math.round(now - health.meanEvent)));
      add(this.#metrics, 'OldestEventAge', Math.max(0, Math.round(now - health.oldestEvent)));
    }
    for (const [name, total] of Object.entries(totals)) add(this.#metrics, name as HealthMetricName, total);
    this.#metrics.publishStoredMetrics();
    for (const [layout, rows] of Object.entries(health.rowsByLayout)) {
      const single = this.#metrics.singleMetric();
      single.addDimension(healthDimension.layout, layout);
      add(single, 'RowsByLayout', rows);
    }
  }
}

function add(metrics: Metrics, name: HealthMetricName, value: number): void {
  metrics.addMetric(name, units.get(name) as 'Count' | 'Bytes' | 'Milliseconds', value);
}
