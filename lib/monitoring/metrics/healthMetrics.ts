import { MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type HealthMetricName,
  healthDimension,
  healthNamespace,
} from '../../../core/metrics/healthDefinitions.ts';
import { computedMetric, minute, pipelineMetric } from './pipelineMetric.ts';
import { cacheHitRatio, serverErrorRate } from './rates.ts';
import { searchExpression } from './searchExpression.ts';

/** Metrics that the consumer sends about its own work. They belong to the minute in which it finishes a batch. */
export class HealthMetrics {
  readonly #pipelineName: string;

  constructor(pipelineName: string) {
    this.#pipelineName = pipelineName;
  }

  /** Returns a metric of the whole pipeline. */
  of(name: Exclude<HealthMetricName, 'RowsByLayout'>, label: string, statistic = 'Sum'): Metric {
    return pipelineMetric({
      namespace: healthNamespace,
      name,
      dimensions: { [healthDimension.pipeline]: this.#pipelineName },
      statistic,
      label,
    });
  }

  /** Rows written to the lake, by layout of their records. There are several layouts shortly after a change of fields. */
  rowsByLayout(): MathExpression {
    return new MathExpression({
      expression: searchExpression({
        namespace: healthNamespace,
        dimensions: Object.values(healthDimension),
        name: 'RowsByLayout' satisfies HealthMetricName,
        where: { [healthDimension.pipeline]: this.#pipelineName },
        statistic: 'Sum',
      }),
      label: `\${PROP('Dim.${healthDimension.layout}')}`,
      period: minute,
    });
  }

  /** Percentage of the records that could not be read. */
  quarantineRate(period = minute): MathExpression {
    return computedMetric({
      expression: '100 * quarantined / records',
      using: {
        quarantined: this.of('QuarantinedRecords', 'Quarantined'),
        records: this.of('Records', 'Records'),
      },
      label: 'Quarantined',
      period,
    });
  }

  /** Percentage of the requests of all distributions that ended with a status of 500 to 599. */
  serverErrorRate(minRequests: number, period = minute): MathExpression {
    return serverErrorRate((name, label) => this.of(name, label), minRequests, period);
  }

  /** Percentage of the cache lookups of all distributions that were hits. */
  cacheHitRatio(period = minute): MathExpression {
    return cacheHitRatio((name, label) => this.of(name, label), period);
  }
}
