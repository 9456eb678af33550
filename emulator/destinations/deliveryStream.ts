import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Deliverable } from '../../core/destinations/deliverable.ts';
import { destinationPrefix } from '../../core/destinations/delivery.ts';
import type { FirehoseRecord } from '../../core/destinations/firehoseEvent.ts';
import { startEventSource } from '../eventSource/eventSource.ts';
import type { PollingSettings } from '../eventSource/settings.ts';
import type { DeliverySource } from './directDelivery.ts';
import { deliverOnce, type FirehoseTarget } from './firehoseEndpoint.ts';
import { groupIntoRequests, toFirehoseRecords } from './firehoseRecords.ts';
import type { RunningDelivery } from './runningDelivery.ts';
import { TransformationFunction, type TransformationFunctionOptions } from './transformationFunction.ts';

/** Options of a delivery stream. */
export interface DeliveryStreamOptions extends TransformationFunctionOptions {
  readonly target: FirehoseTarget;
  /** Megabytes of records per invocation of the function. @default 1 */
  readonly requestMegabytes?: number | undefined;
  /** Maximum attempts per delivery. @default 4 */
  readonly attempts?: number | undefined;
  /** Timeout of the receiver's response, in milliseconds. @default 180000, as in Firehose */
  readonly answerTimeout?: number | undefined;
  readonly polling?: PollingSettings | undefined;
}

/** Pause after the first failed attempt of a delivery, in milliseconds. It doubles after each attempt. */
const firstPause = 50;

type FailureKind = 'processing-failed' | 'opensearch-failed' | 'http-endpoint-failed';

/** A record that can't be transformed or delivered, and why. */
interface Failure {
  readonly data: string;
  readonly reason: string;
}

/**
 * Emulates an Amazon Data Firehose delivery stream whose source is a Kinesis stream. It reads all shards from
 * their oldest record, transforms the records with the function, and delivers the documents. Records that the
 * function fails or the receiver rejects are stored in the failure bucket.
 */
export async function startDeliveryStream(
  source: DeliverySource,
  options: DeliveryStreamOptions,
): Promise<RunningDelivery> {
  const { name, target, requestMegabytes = 1, polling } = options;
  const { kinesis, s3, streamName } = source;
  const stream = new DeliveryStream(source, options);
  const eventSource = await startEventSource({
    maximumBatchingWindowSeconds: 1,
    ...polling,
    kinesis,
    s3,
    streamName,
    async invoke(event) {
      for (const request of groupIntoRequests(toFirehoseRecords(event), requestMegabytes * 1024 * 1024)) {
        await stream.process(request);
      }
      return { requestId: randomUUID() };
    },
  });
  return {
    deployed: {
      name,
      type: target.type,
      via: 'firehose',
      functionName: stream.transformation.functionName,
      failureBucket: stream.failureBucket,
      deliveryStream: name,
      ...(target.type === 'opensearch' && { endpoint: target.url, index: target.index }),
    },
    counts: stream.counts,
    invoke: stream.transformation.invoke,
    lastResult: undefined,
    get lastError() {
      return stream.lastError;
    },
    drain: () => eventSource.drain(),
    async stop() {
      stream.stop();
      const stopped = eventSource.stop();
      stream.transformation.stop();
      await stopped;
    },
  };
}

/** Transforms records, delivers their documents, and stores the failed ones. */
class DeliveryStream {
  readonly counts = { delivered: 0, failed: 0, unreadable: 0 };
  readonly #source: DeliverySource;
  readonly #options: DeliveryStreamOptions;
  readonly transformation: TransformationFunction;
  #isStopped = false;
  #lastError: string | undefined;

  constructor(source: DeliverySource, options: DeliveryStreamOptions) {
    this.#source = source;
    this.#options = options;
    this.transformation = new TransformationFunction(source, options, (message) => {
      this.#lastError = message;
    });
  }

  get failureBucket(): string {
    return `${this.#source.lakeBucket}-failures`;
  }

  /** Error of the last failed attempt; undefined if no attempt failed. */
  get lastError(): string | undefined {
    return this.#lastError;
  }

  /** Stops the delivery after its current attempt. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Transforms and delivers records. */
  async process(records: readonly FirehoseRecord[]): Promise<void> {
    const transformed = await this.transformation.transform(records);
    const results = new Map(transformed.map((result) => [result.recordId, result]));
    const documents: Deliverable[] = [];
    const failed: Failure[] = [];
    for (const { recordId, data, approximateArrivalTimestamp: arrival } of records) {
      const result = results.get(recordId);
      if (result?.result === 'Ok')
        documents.push({ id: recordId, arrival, document: Buffer.from(result.data, 'base64') });
      else failed.push({ data, reason: 'the function reports ProcessingFailed' });
    }
    this.counts.unreadable += failed.length;
    await this.#store('processing-failed', failed);
    if (documents.length > 0) await this.#deliver(documents);
  }

  async #deliver(documents: readonly Deliverable[]): Promise<void> {
    const { target, attempts = 4, answerTimeout } = this.#options;
    let left = documents;
    let reasons: ReadonlyMap<number, string> = new Map();
    for (let attempt = 1; left.length > 0 && !this.#isStopped; attempt++) {
      reasons = await deliverOnce(target, left, answerTimeout);
      this.#noteDelivered(left.filter((_, place) => !reasons.has(place)));
      const sent = left;
      left = [...reasons.keys()].map((place) => sent[place]);
      const [reason] = reasons.values();
      this.#lastError = reason ?? this.#lastError;
      if (attempt === attempts) break;
      if (left.length > 0) await sleep(firstPause * 2 ** (attempt - 1));
    }
    const [reason = ''] = reasons.values();
    this.counts.failed += left.length;
    const kind = target.type === 'opensearch' ? 'opensearch-failed' : 'http-endpoint-failed';
    await this.#store(
      kind,
      left.map(({ document }) => ({ data: document.toString('base64'), reason })),
    );
  }

  #noteDelivered(delivered: readonly Deliverable[]): void {
    if (delivered.length === 0) return;
    this.counts.delivered += delivered.length;
    const { name, target } = this.#options;
    const oldest = delivered.reduce((min, { arrival }) => Math.min(min, arrival), Infinity);
    this.#source.serviceMetrics?.noteFreshness(name, target.type, Math.max(0, Date.now() - oldest) / 1000);
  }

  async #store(kind: FailureKind, failures: readonly Failure[]): Promise<void> {
    if (failures.length === 0) return;
    const lines = failures.map(({ data, reason }) => JSON.stringify({ errorMessage: reason, rawData: data }));
    await this.#source.s3.send(
      new PutObjectCommand({
        Bucket: this.failureBucket,
        Key: `${destinationPrefix(this.#options.name)}${kind}/${randomUUID()}`,
        Body: `${lines.join('\n')}\n`,
      }),
    );
  }
}
