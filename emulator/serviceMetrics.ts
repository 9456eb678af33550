import { type DestinationType, metricPrefixes } from '../core/destinations/deployedDestination.ts';
import type { LocalAccount } from './account.ts';
import type { MetricStore } from './endpoints/cloudwatch/metricStore.ts';
import type { StreamPut } from './endpoints/kinesis/kinesisEndpoint.ts';
import { type EventCounts, noEvents } from './eventSource/eventCounts.ts';

/** Options of the service metrics. */
export interface ServiceMetricsOptions {
  readonly account: LocalAccount;
  readonly metrics: MetricStore;
  /** Returns the current time in epoch milliseconds. */
  readonly now: () => number;
}

/** An invocation of a function. */
export interface Invocation {
  readonly functionName: string;
  readonly milliseconds: number;
  readonly failed: boolean;
  /** Whether it was rejected because too many invocations were running. */
  readonly throttled: boolean;
  /** Milliseconds from the arrival of the newest record to the invocation; undefined if unknown. */
  readonly age: number | undefined;
}

/**
 * Emulates the metrics that Kinesis, Lambda, and CloudFront publish about themselves. CloudFront's `Requests`
 * is the number of records put, as for a sampling rate of 100%.
 */
export class ServiceMetrics {
  readonly #options: ServiceMetricsOptions;
  #reported: EventCounts = noEvents();

  constructor(options: ServiceMetricsOptions) {
    this.#options = options;
  }

  /** Reports a put call. */
  notePut({ streamName, records, bytes, refused }: StreamPut): void {
    const { account } = this.#options;
    const stream = { StreamName: streamName };
    this.#add('AWS/Kinesis', 'IncomingRecords', stream, records);
    this.#add('AWS/Kinesis', 'IncomingBytes', stream, bytes);
    this.#add('AWS/Kinesis', 'WriteProvisionedThroughputExceeded', stream, refused);
    const viewers = { DistributionId: account.distribution.id, Region: 'Global' };
    this.#add('AWS/CloudFront', 'Requests', viewers, records);
  }

  /** Reports an invocation of a function. */
  noteInvocation({ functionName, milliseconds, failed, throttled, age }: Invocation): void {
    const dimensions = { FunctionName: functionName };
    this.#add('AWS/Lambda', 'Throttles', dimensions, Number(throttled));
    if (throttled) return;
    this.#add('AWS/Lambda', 'Invocations', dimensions, 1);
    this.#add('AWS/Lambda', 'Errors', dimensions, Number(failed));
    this.#add('AWS/Lambda', 'Duration', dimensions, milliseconds);
    if (age !== undefined) this.#add('AWS/Lambda', 'IteratorAge', dimensions, age);
  }

  /** Reports a delivery of documents, and the age of the oldest one in seconds. */
  noteFreshness(deliveryStream: string, type: DestinationType, seconds: number): void {
    const dimensions = { DeliveryStreamName: deliveryStream };
    this.#add('AWS/Firehose', `${metricPrefixes[type]}.DataFreshness`, dimensions, seconds);
  }

  /** Reports that a batch couldn't be put into the failure bucket. */
  noteFailedDelivery(): void {
    const { consumerName } = this.#options.account;
    this.#add('AWS/Lambda', 'DestinationDeliveryFailures', { FunctionName: consumerName }, 1);
  }

  /** Reports the event source mapping's counts since the last report. */
  reportMapping(mappingId: string, counts: Readonly<EventCounts>): void {
    const before = this.#reported;
    this.#reported = { ...counts };
    for (const name of Object.keys(counts) as (keyof EventCounts)[]) {
      const more = counts[name] - before[name];
      if (more > 0) this.#add('AWS/Lambda', name, { EventSourceMappingUUID: mappingId }, more);
    }
  }

  #add(namespace: string, name: string, dimensions: Readonly<Record<string, string>>, value: number): void {
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const datum = { MetricName: name, Dimensions, Value: value };
    this.#options.metrics.add(namespace, datum, this.#options.now() / 1000);
  }
}
