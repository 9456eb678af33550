import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { CompactionMetricName } from '../../../core/metrics/healthDefinitions.ts';
import { healthDimension, healthNamespace } from '../../../core/metrics/healthDefinitions.ts';
import { pipelineMetric } from './pipelineMetric.ts';

/** Metrics of the compaction, from its planner and from Step Functions. */
export class CompactionMetrics {
  readonly #pipelineName: string;
  readonly #stateMachine: CfnStateMachine;

  constructor(pipelineName: string, stateMachine: CfnStateMachine) {
    this.#pipelineName = pipelineName;
    this.#stateMachine = stateMachine;
  }

  /** Returns a metric that the planner sends. */
  of(name: CompactionMetricName, label: string, statistic: string): Metric {
    return pipelineMetric({
      namespace: healthNamespace,
      name,
      dimensions: { [healthDimension.pipeline]: this.#pipelineName },
      statistic,
      label,
    });
  }

  /** Returns the number of executions with an outcome. */
  executions(name: 'ExecutionsFailed' | 'ExecutionsTimedOut' | 'ExecutionsSucceeded', label: string): Metric {
    return pipelineMetric({
      namespace: 'AWS/States',
      name,
      dimensions: { StateMachineArn: this.#stateMachine.attrArn },
      statistic: 'Sum',
      label,
    });
  }
}
