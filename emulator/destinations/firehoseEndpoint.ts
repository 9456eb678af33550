import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { readBulkAnswer } from '../../core/destinations/bulkAnswer.ts';
import { type Deliverable, indexName } from '../../core/destinations/deliverable.ts';
import type { IndexRotation } from '../../core/destinations/deliverySettings.ts';

/** Receiver of a delivery stream: an OpenSearch node, or an HTTP endpoint that implements Firehose's protocol. */
export type FirehoseTarget =
  | {
      readonly type: 'opensearch';
      readonly url: string;
      readonly index: string;
      readonly rotation: IndexRotation;
    }
  | { readonly type: 'http'; readonly url: string; readonly accessKey?: string | undefined };

/**
 * Timeout of the receiver's response, in milliseconds: Firehose developer guide, 'HTTP endpoint request',
 * November 2026.
 */
const usualTimeout = 180_000;

/**
 * Delivers documents in one attempt, as Firehose does.
 *
 * @returns indexes of the rejected documents, each with the reason
 */
export async function deliverOnce(
  target: FirehoseTarget,
  documents: readonly Deliverable[],
  timeout = usualTimeout,
): Promise<ReadonlyMap<number, string>> {
  try {
    return target.type === 'opensearch'
      ? await deliverBulk(target, documents, timeout)
      : await deliverRequest(target, documents, timeout);
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Error };
    return allOf(documents, cause?.message ?? message);
  }
}

function allOf(documents: readonly Deliverable[], reason: string): ReadonlyMap<number, string> {
  return new Map(documents.map((_, place) => [place, reason]));
}

async function post(
  url: string,
  headers: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer>,
  timeout: number,
): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeout),
  });
  return { status: response.status, text: await response.text() };
}

/** Sends a bulk request. As in Firehose, each document has an id, so that repeating the request changes nothing. */
async function deliverBulk(
  { url, index, rotation }: FirehoseTarget & { type: 'opensearch' },
  documents: readonly Deliverable[],
  timeout: number,
): Promise<ReadonlyMap<number, string>> {
  const lines = documents.flatMap(({ document, id, arrival }) => [
    JSON.stringify({ index: { _index: indexName(index, rotation, arrival), _id: id } }),
    document.toString(),
  ]);
  const headers = { 'content-type': 'application/x-ndjson' };
  const { status, text } = await post(`${url}/_bulk`, headers, `${lines.join('\n')}\n`, timeout);
  if (status !== 200) return allOf(documents, `status ${status}`);
  const { again, refused } = readBulkAnswer(text, documents.length);
  return new Map([
    ...again.map((place) => [place, 'the node rejected the document because it is overloaded'] as const),
    ...refused.map(({ place, reason }) => [place, reason] as const),
  ]);
}

/**
 * Sends a request of Firehose's HTTP protocol: Firehose developer guide, 'HTTP endpoint delivery request',
 * November 2026.
 */
async function deliverRequest(
  { url, accessKey }: FirehoseTarget & { type: 'http' },
  documents: readonly Deliverable[],
  timeout: number,
): Promise<ReadonlyMap<number, string>> {
  const requestId = randomUUID();
  const body = JSON.stringify({
    requestId,
    timestamp: Date.now(),
    records: documents.map(({ document }) => ({ data: document.toString('base64') })),
  });
  const headers = {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'X-Amz-Firehose-Protocol-Version': '1.0',
    'X-Amz-Firehose-Request-Id': requestId,
    ...(accessKey !== undefined && { 'X-Amz-Firehose-Access-Key': accessKey }),
  };
  const { status, text } = await post(url, headers, new Uint8Array(gzipSync(body)), timeout);
  if (status !== 200) return allOf(documents, `status ${status}`);
  const answered = readRequestId(text);
  if (answered === requestId) return new Map();
  return allOf(documents, `expected a response with the requestId ${requestId}, got ${answered ?? 'none'}`);
}

function readRequestId(text: string): string | undefined {
  try {
    return JSON.parse(text)?.requestId;
  } catch {
    return undefined;
  }
}
