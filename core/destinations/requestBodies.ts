import type { DocumentFormatName } from '../json/documentFormat.ts';
import { type Deliverable, indexName } from './deliverable.ts';
import type { DeliverySettings } from './deliverySettings.ts';

/** Limits of one request to a receiver. */
export interface RequestLimits {
  /** Bytes before compression. */
  readonly bytes: number;
  readonly documents: number;
}

const megabyte = 1_000_000;

/**
 * Limits of a request, by the format of its documents. Datadog accepts 5 MB and 1,000 documents, New Relic 1 MB
 * compressed (their API references, November 2026). The other limits are far below those of the receivers.
 */
const limits: Readonly<Record<DocumentFormatName, RequestLimits>> = {
  opensearch: { bytes: 5 * megabyte, documents: 10_000 },
  splunk: { bytes: megabyte, documents: 10_000 },
  generic: { bytes: 4 * megabyte, documents: 10_000 },
  datadog: { bytes: 4 * megabyte, documents: 1_000 },
  newrelic: { bytes: megabyte, documents: 2_000 },
  s3: { bytes: 4 * megabyte, documents: 10_000 },
  redshift: { bytes: 4 * megabyte, documents: 10_000 },
};

/** Splits documents into requests, in their order, within the receiver's limits. */
export function splitIntoRequests(
  documents: readonly Deliverable[],
  format: DocumentFormatName,
): Deliverable[][] {
  const { bytes: maxBytes, documents: max } = limits[format];
  const requests: Deliverable[][] = [];
  let bytes = 0;
  for (const one of documents) {
    const last = requests.at(-1);
    bytes += one.document.length;
    if (last === undefined || bytes > maxBytes || last.length === max) {
      requests.push([one]);
      bytes = one.document.length;
    } else {
      last.push(one);
    }
  }
  return requests;
}

/** A request's body and content type. */
export interface RequestBody {
  readonly contentType: string;
  readonly body: Buffer;
}

const newline = Buffer.from('\n');

/** Returns the body of the request that delivers documents to a receiver. */
export function requestBody(
  documents: readonly Deliverable[],
  { receiver, format, index, rotation }: Pick<DeliverySettings, 'receiver' | 'format' | 'index' | 'rotation'>,
): RequestBody {
  if (receiver === 'opensearch' || receiver === 'opensearch-serverless') {
    const lines = documents.flatMap(({ document, id, arrival }) => [
      bulkAction(receiver, indexName(index ?? '', rotation, arrival), id),
      document,
    ]);
    return { contentType: 'application/x-ndjson', body: linesOf(lines) };
  }
  const lines = documents.map(({ document }) => document);
  if (format === 'datadog' || format === 'newrelic') {
    const comma = Buffer.from(',');
    const parts = lines.flatMap((line, place) => (place === 0 ? [line] : [comma, line]));
    return {
      contentType: 'application/json',
      body: Buffer.concat([Buffer.from('['), ...parts, Buffer.from(']')]),
    };
  }
  return {
    contentType: format === 'splunk' ? 'application/json' : 'application/x-ndjson',
    body: linesOf(lines),
  };
}

/**
 * Returns the action for the next line of a bulk request. An ID makes a repeat harmless, but serverless time series
 * don't accept IDs.
 */
function bulkAction(receiver: 'opensearch' | 'opensearch-serverless', index: string, id: string): Buffer {
  const action = receiver === 'opensearch' ? { _index: index, _id: id } : { _index: index };
  return Buffer.from(JSON.stringify(receiver === 'opensearch' ? { index: action } : { create: action }));
}

function linesOf(lines: readonly Buffer[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [line, newline]));
}
