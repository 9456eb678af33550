import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Deliverable } from '../../core/destinations/deliverable.ts';
import { destinationPrefix } from '../../core/destinations/delivery.ts';
import type { FirehoseRecord, TransformedRecord } from '../../core/destinations/firehoseEvent.ts';
import {
  printTransformationSettings,
  type TransformationSettings,
} from '../../core/destinations/transformationSettings.ts';
import { localRegion } from '../account.ts';
import { credentialVariables } from '../credentials.ts';
import { startEventSource } from '../eventSource/eventSource.ts';
import type { PollingSettings } from '../eventSource/settings.ts';
import { FunctionHost } from '../functionHost/functionHost.ts';
import { measureInvocations } from '../measureInvocations.ts';
import type { DeliverySource } from './directDelivery.ts';
import { deliverOnce, type FirehoseTarget } from './firehoseEndpoint.ts';
import { groupIntoRequests, readAnswer, toFirehoseRecords } from './firehoseRecords.ts';
import type { RunningDelivery } from './runningDelivery.ts';

/** Options of a delivery stream. */
export interface DeliveryStreamOptions {
  readonly name: string;
  /** The bundle of the function `lambda/transformation`. */
  readonly bundleFile: string;
  readonly target: FirehoseTarget;
  readonly settings: Omit<TransformationSettings, 'lakeBucket'>;
  /** Megabytes of records per invocation of the function. @default 1 */
  readonly requestMegabytes?: number | undefined;
  /** Maximum attempts per delivery. @default 4 */
  readonly attempts?: number | undefined;
  /** Timeout of the receiver's response, in milliseconds. @default 180000, as in Firehose */
  readonly answerTimeout?: number | undefined;
  readonly polling?: PollingSettings | undefined;
}

/** Maximum size of a function's response: 6 MB (Lambda developer guide, 'Lambda quotas', November 2026). */
const largestAnswer = 6 * 1024 * 1024;

/** Maximum invocations per request: the first one and three retries, as the pipeline configures. */
const invocations = 4;

const firstPause = 50;

type Kind = 'processing-failed' | 'opensearch-failed' | 'http-endpoint-failed';

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
  { kinesis, s3, streamName, lakeBucket, endpoints, serviceMetrics }: DeliverySource,
  options: DeliveryStreamOptions,
): Promise<RunningDelivery> {
  const { name, bundleFile, target, settings, requestMegabytes = 1, attempts = 4, answerTimeout } = options;
  const functionName = `transformation-${name}`;
  const failureBucket = `${lakeBucket}-failures`;
  const stopping = new AbortController();
  const host = new FunctionHost({
    bundleFile,
    functionName,
    region: localRegion,
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    environment: {
      ...credentialVariables(process.env),
      ...printTransformationSettings({ ...settings, lakeBucket }),
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_ENDPOINT_URL_S3: endpoints.s3Url,
    },
  });
  const invoke = measureInvocations((event) => host.invoke(event), { functionName, serviceMetrics });
  const counts = { delivered: 0, failed: 0, unreadable: 0 };
  let lastError: string | undefined;

  async function deliverRecords(records: readonly FirehoseRecord[]): Promise<void> {
    const transformed = await transform(records);
    const results = new Map(transformed.map((result) => [result.recordId, result]));
    const documents: Deliverable[] = [];
    const failed: Failure[] = [];
    for (const { recordId, data, approximateArrivalTimestamp: arrival } of records) {
      const result = results.get(recordId);
      if (result?.result === 'Ok')
        documents.push({ id: recordId, arrival, document: Buffer.from(result.data, 'base64') });
      else failed.push({ data, reason: 'the function reports ProcessingFailed' });
    }
    counts.unreadable += failed.length;
    await keep('processing-failed', failed);
    if (documents.length > 0) await deliver(documents);
  }

  /** Transforms records. If the last attempt of a request fails, all of its records count as failed. */
  async function transform(records: readonly FirehoseRecord[]): Promise<TransformedRecord[]> {
    const event = JSON.stringify({
      invocationId: randomUUID(),
      deliveryStreamArn: `arn:aws:firehose:${localRegion}:000000000000:deliverystream/${name}`,
      sourceKinesisStreamArn: `arn:aws:kinesis:${localRegion}:000000000000:stream/${streamName}`,
      region: localRegion,
      records,
    });
    for (let attempt = 1; attempt <= invocations && !stopping.signal.aborted; attempt++) {
      const { payload, functionError } = await invoke(event);
      try {
        if (functionError !== undefined) throw new Error(JSON.parse(payload).errorMessage);
        if (payload.length > largestAnswer) throw new Error('the response is larger than 6 MB');
        return readAnswer(payload, records);
      } catch (error) {
        lastError = (error as Error).message;
      }
    }
    return [];
  }

  async function deliver(documents: readonly Deliverable[]): Promise<void> {
    let left = documents;
    let reasons: ReadonlyMap<number, string> = new Map();
    for (let attempt = 1; left.length > 0 && !stopping.signal.aborted; attempt++) {
      reasons = await deliverOnce(target, left, answerTimeout);
      counts.delivered += left.length - reasons.size;
      if (reasons.size < left.length) noteFreshness(left.filter((_, place) => !reasons.has(place)));
      const sent = left;
      left = [...reasons.keys()].map((place) => sent[place]);
      const [reason] = reasons.values();
      lastError = reason ?? lastError;
      if (attempt === attempts) break;
      if (left.length > 0) await sleep(firstPause * 2 ** (attempt - 1));
    }
    const [reason = ''] = reasons.values();
    counts.failed += left.length;
    const kind = target.type === 'opensearch' ? 'opensearch-failed' : 'http-endpoint-failed';
    await keep(
      kind,
      left.map(({ document }) => ({ data: document.toString('base64'), reason })),
    );
  }

  function noteFreshness(delivered: readonly Deliverable[]): void {
    const oldest = delivered.reduce((min, { arrival }) => Math.min(min, arrival), Infinity);
    serviceMetrics?.noteFreshness(name, target.type, Math.max(0, Date.now() - oldest) / 1000);
  }

  async function keep(kind: Kind, failures: readonly Failure[]): Promise<void> {
    if (failures.length === 0) return;
    const lines = failures.map(({ data, reason }) => JSON.stringify({ errorMessage: reason, rawData: data }));
    await s3.send(
      new PutObjectCommand({
        Bucket: failureBucket,
        Key: `${destinationPrefix(name)}${kind}/${randomUUID()}`,
        Body: `${lines.join('\n')}\n`,
      }),
    );
  }

  const source = await startEventSource({
    maximumBatchingWindowSeconds: 1,
    ...options.polling,
    kinesis,
    s3,
    streamName,
    async invoke(event) {
      for (const request of groupIntoRequests(toFirehoseRecords(event), requestMegabytes * 1024 * 1024)) {
        await deliverRecords(request);
      }
      return { requestId: randomUUID() };
    },
  });
  return {
    deployed: {
      name,
      type: target.type,
      via: 'firehose',
      functionName,
      failureBucket,
      deliveryStream: name,
      ...(target.type === 'opensearch' && { endpoint: target.url, index: target.index }),
    },
    counts,
    invoke,
    lastResult: undefined,
    get lastError() {
      return lastError;
    },
    drain: () => source.drain(),
    async stop() {
      stopping.abort();
      const stopped = source.stop();
      host.stop();
      await stopped;
    },
  };
}
