import type { IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { bytesPerSecondOfShard, recordsPerSecondOfShard } from '../../../core/sizing/shards.ts';
import { computedMetric, pipelineMetric } from './pipelineMetric.ts';

/**
 * Metrics of the stream, which Kinesis sends every minute free of charge (Kinesis developer guide, 'Monitor the Amazon
 * Kinesis Data Streams service with Amazon CloudWatch', November 2026).
 */
export class StreamMetrics {
  readonly #stream: IStream;

  constructor(stream: IStream) {
    this.#stream = stream;
  }

  /** Records that the stream accepted. */
  incomingRecords(): Metric {
    return this.#sum('IncomingRecords', 'Incoming records');
  }

  /** Bytes that the stream accepted. */
  incomingBytes(): Metric {
    return this.#sum('IncomingBytes', 'Incoming bytes');
  }

  /** Records that the stream throttled. CloudFront doesn't send them again. */
  throttledRecords(): Metric {
    return this.#sum('WriteProvisionedThroughputExceeded', 'Throttled records');
  }

  /** Number of shards that a minute's records would fill. */
  shardsByRecords(): IMetric {
    return computedMetric({
      expression: `incomingRecords / PERIOD(incomingRecords) / ${recordsPerSecondOfShard}`,
      using: { incomingRecords: this.incomingRecords() },
      label: 'Shards in use by records',
    });
  }

  /** Number of shards that a minute's bytes would fill. */
  shardsByBytes(): IMetric {
    return computedMetric({
      expression: `incomingBytes / PERIOD(incomingBytes) / ${bytesPerSecondOfShard}`,
      using: { incomingBytes: this.incomingBytes() },
      label: 'Shards in use by bytes',
    });
  }

  #sum(name: string, label: string): Metric {
    return pipelineMetric({
      namespace: 'AWS/Kinesis',
      name,
      dimensions: { StreamName: this.#stream.streamName },
      statistic: 'Sum',
      label,
    });
  }
}
