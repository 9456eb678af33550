import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnEventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { pipelineMetric } from './pipelineMetric.ts';

/**
 * Metrics of the consumer and of its event source mapping, which Lambda sends every minute (Lambda developer guide,
 * 'Types of metrics for Lambda functions', November 2026). The mapping has metrics because its metrics configuration
 * includes the group `EventCount`; their only dimension is the mapping's ID.
 */
export class ConsumerMetrics {
  readonly #ofFunction: Readonly<Record<string, string>>;
  readonly #ofMapping: Readonly<Record<string, string>>;

  constructor(consumer: IFunction, mapping: CfnEventSourceMapping) {
    this.#ofFunction = { FunctionName: consumer.functionName };
    this.#ofMapping = { EventSourceMappingUUID: mapping.attrId };
  }

  invocations(): Metric {
    return this.#function('Invocations', 'Sum', 'Invocations');
  }

  /** Invocations that failed. Their batches are retried. */
  errors(): Metric {
    return this.#function('Errors', 'Sum', 'Errors');
  }

  /** Invocations that Lambda throttled. */
  throttles(): Metric {
    return this.#function('Throttles', 'Sum', 'Throttles');
  }

  /** Duration of an invocation, in milliseconds. */
  duration(statistic: 'Sum' | 'Maximum' | 'p50' | 'p99', label: string): Metric {
    return this.#function('Duration', statistic, label);
  }

  /** How long the last record of a batch was in the stream when Lambda received the batch, in milliseconds. */
  iteratorAge(): Metric {
    return this.#function('IteratorAge', 'Maximum', 'Age of records read');
  }

  /** Number of times that Lambda could not write a batch to the failure bucket. */
  failedDeliveries(): Metric {
    return this.#function('DestinationDeliveryFailures', 'Sum', 'Failed deliveries to the failure bucket');
  }

  /** Records of failed batches that Lambda wrote to the failure bucket. */
  failedRecords(): Metric {
    return this.#mapping('OnFailureDestinationDeliveredEventCount', 'In the failure bucket');
  }

  /** Records that were lost. Records in the failure bucket are not included. */
  lostRecords(): Metric {
    return this.#mapping('DroppedEventCount', 'Lost');
  }

  #function(name: string, statistic: string, label: string): Metric {
    return pipelineMetric({ namespace: 'AWS/Lambda', name, dimensions: this.#ofFunction, statistic, label });
  }

  #mapping(name: string, label: string): Metric {
    const dimensions = this.#ofMapping;
    return pipelineMetric({ namespace: 'AWS/Lambda', name, dimensions, statistic: 'Sum', label });
  }
}
