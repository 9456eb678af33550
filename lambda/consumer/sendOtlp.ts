import { gzipSync } from 'node:zlib';
import { toOneLine } from '../../core/oneLine.ts';
import { answerText } from '../http/answerText.ts';
import { type Answer, post, type Signer } from '../http/post.ts';
import type { MetricsOutcome } from './putMetrics.ts';

/** Longest total time for sending, in milliseconds, so that an unresponsive endpoint doesn't delay the shard. */
const longestSending = 10_000;

/** Where OTLP requests are sent. */
export interface OtlpTarget {
  readonly url: string;
  /** Headers of each request, read when a batch is sent. */
  readonly headers: (signal: AbortSignal) => Promise<Readonly<Record<string, string>>>;
  /** Called if the endpoint denied a request, so that new headers are read for the next request. */
  readonly onDenied?: (() => void) | undefined;
  readonly sign?: Signer | undefined;
}

/**
 * Sends OTLP requests, one after the other, and waits until the last one has ended. A failure is reported,
 * never thrown: the lake has the records.
 *
 * @returns the number of requests that the endpoint didn't accept completely, and the reason of the first
 */
export async function sendOtlp(
  { url, headers, onDenied, sign }: OtlpTarget,
  bodies: readonly Uint8Array[],
  stop: AbortSignal,
): Promise<MetricsOutcome> {
  if (bodies.length === 0) return { lost: 0 };
  const signal = AbortSignal.any([stop, AbortSignal.timeout(longestSending)]);
  let lost = 0;
  let reason: string | undefined;
  for (const body of bodies) {
    const failure = await sendOne(body);
    if (failure === undefined) continue;
    lost++;
    reason ??= failure;
  }
  return reason === undefined ? { lost } : { lost, reason };

  async function sendOne(body: Uint8Array): Promise<string | undefined> {
    try {
      const ownHeaders = {
        'content-type': 'application/x-protobuf',
        'content-encoding': 'gzip',
        ...(await headers(signal)),
      };
      const request = { url, headers: ownHeaders, body: gzipSync(body, { level: 1 }) };
      const answer = await post(request, { signal, sign });
      if (answer.status === 401 || answer.status === 403) onDenied?.();
      return failureOf(answer);
    } catch (error) {
      return toOneLine(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Returns the reason why the endpoint didn't accept a request completely; undefined if it did. */
function failureOf({ status, body }: Answer): string | undefined {
  if (status >= 200 && status < 300) return rejectedPoints(body);
  return `status ${status}: ${answerText(body)}`;
}

/**
 * Returns the message of a successful response about rejected points: an `ExportMetricsServiceResponse` with a
 * `partial_success`, which is empty if all points were accepted.
 */
function rejectedPoints(body: Buffer): string | undefined {
  const partialSuccess = 0x0a;
  if (body.length < 3 || body[0] !== partialSuccess) return undefined;
  const text = body.toString('utf8').replaceAll(/[^\x20-\x7e]+/g, ' ');
  return `some points were rejected: ${answerText(text)}`;
}
