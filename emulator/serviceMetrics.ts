import { type DestinationType, metricPrefixes } from '../core/destinations/deployedDestination.ts';
import type { LocalAccount } from './account.ts';
import type { MetricStore } from './endpoints/cloudwatch/metricStore.ts';
import type { StreamPut } from './endpoints/kinesis/kinesisEndpoint.ts';
import { type EventCounts, noEvents } from './eventSource/eventCounts.ts';

/** What the metrics of AWS's own services follow from. */
export interface ServiceMetricsOptions {
  readonly account: LocalAccount;
  readonly metrics: MetricStore;
  /** The clock, in epoch milliseconds. */
  readonly now: () => number;
}

/** An invocation of a function. */
export interface Invocation {
  readonly functionName: string;
  readonly milliseconds: number;
  readonly failed: boolean;
  /** Whether it was refused because too many run. */
  readonly throttled: boolean;
  /** Milliseconds from the arrival of the newest of its records to the invocation; undefined if it isn't known. */
  readonly age: number | undefined;
}

/**
 * The metrics that Kinesis, Lambda, and CloudFront send of themselves, from what happens locally. CloudFront's requests
 * are the records put, at a sampling rate of 100 %.
 */
export class ServiceMetrics {
  readonly #options: ServiceMetricsOptions;
  #reported: EventCounts = noEvents();

  constructor(options: ServiceMetricsOptions) {
    this.#options = options;
  }

  /** A call put records into the stream. */
  notePut({ streamName, records, bytes, refused }: StreamPut): void {
    const { account } = this.#options;
    const stream = { StreamName: streamName };
    this.#add('AWS/Kinesis', 'IncomingRecords', stream, records);
    this.#add('AWS/Kinesis', 'IncomingBytes', stream, bytes);
    this.#add('AWS/Kinesis', 'WriteProvisionedThroughputExceeded', stream, refused);
    const viewers = { DistributionId: account.distribution.id, Region: 'Global' };
    this.#add('AWS/CloudFront', 'Requests', viewers, records);
  }

  /** A function was invoked. */
  noteInvocation({ functionName, milliseconds, failed, throttled, age }: Invocation): void {
    const dimensions = { FunctionName: functionName };
    this.#add('AWS/Lambda', 'Throttles', dimensions, Number(throttled));
    if (throttled) return;
    this.#add('AWS/Lambda', 'Invocations', dimensions, 1);
    this.#add('AWS/Lambda', 'Errors', dimensions, Number(failed));
    this.#add('AWS/Lambda', 'Duration', dimensions, milliseconds);
    if (age !== undefined) this.#add('AWS/Lambda', 'IteratorAge', dimensions, age);
  }

  /** A delivery stream delivered documents, the oldest of which arrived some seconds before. */
  noteFreshness(deliveryStream: string, type: DestinationType, seconds: number): void {
    const dimensions = { DeliveryStreamName: deliveryStream };
    this.#add('AWS/Firehose', `${metricPrefixes[type]}.DataFreshness`, dimensions, seconds);
  }

  /** The failure bucket didn't take a batch that was given up. */
  noteFailedDelivery(): void {
    const { consumerName } = this.#options.account;
    this.#add('AWS/Lambda', 'DestinationDeliveryFailures', { FunctionName: consumerName }, 1);
  }

  /** Reports what the event source mapping has counted since the last report. */
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
