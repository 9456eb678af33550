import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnEventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { pipelineMetric } from './pipelineMetric.ts';

/**
 * Metrics of the consumer and of its event source mapping, as Lambda sends them every minute (Lambda
 * developer guide, 'Types of metrics for Lambda functions', November 2026). The mapping has metrics because
 * it requests the group `EventCount`; their only dimension is its ID.
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

  /** Milliseconds that an invocation took. */
  duration(statistic: 'Sum' | 'Maximum' | 'p50' | 'p99', label: string): Metric {
    return this.#function('Duration', statistic, label);
  }

  /** Milliseconds that the last record of a batch had waited in the stream when the batch was handed over. */
  iteratorAge(): Metric {
    return this.#function('IteratorAge', 'Maximum', 'Age of records read');
  }

  /** Times that Lambda could not write a batch into the failure bucket. */
  failedDeliveries(): Metric {
    return this.#function('DestinationDeliveryFailures', 'Sum', 'Failed deliveries to the failure bucket');
  }

  /** Records of failed batches in the failure bucket. */
  failedRecords(): Metric {
    return this.#mapping('OnFailureDestinationDeliveredEventCount', 'In the failure bucket');
  }

  /** Records that were lost. Those in the failure bucket are not included. */
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
