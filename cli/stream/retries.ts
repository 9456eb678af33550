import type { Clock } from './clock.ts';

const firstPause = 1_000;
const longestPause = 10_000;

/** Number of consecutive failures, about 40 seconds, after which a call isn't retried. */
const maxFailures = 6;

/** Errors of Kinesis for too many calls to a shard, or too many uses of the stream's key (GetRecords page, November 2026). */
const throttled = /^(ProvisionedThroughputExceeded|LimitExceeded|KMSThrottling|Throttling)(Exception)?$/;

/** Errors of connections, including names that can't be resolved. */
const brokenConnection =
  /^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)$/;

/** Errors of HTTP/2 connections that were closed or that refuse a call, such as after other calls were stopped. */
const closedConnection = /^ERR_HTTP2_(INVALID_SESSION|STREAM_CANCEL|GOAWAY_SESSION)$/;
const refusedCall = /NGHTTP2_(ENHANCE_YOUR_CALM|REFUSED_STREAM)/;

/** Input for retries. */
export interface RetryContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called whenever Kinesis throttles a call. */
  readonly onThrottled?: (() => void) | undefined;
}

/**
 * Retries a call until it succeeds, with pauses that double up to 10 seconds: without a limit if the call is throttled,
 * and a few times if the service fails or can't be reached.
 *
 * @throws errors that can't be retried, and the last error after too many failures
 */
export async function callWithRetries<T>(
  { clock, signal, onThrottled }: RetryContext,
  call: () => Promise<T>,
): Promise<T> {
  let failures = 0;
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted) throw error;
      if (throttled.test((error as Error).name)) onThrottled?.();
      else if (!isRetryable(error) || ++failures === maxFailures) throw error;
      const pause = Math.min(longestPause, firstPause * 2 ** attempt);
      await clock.sleep(pause * (0.75 + Math.random() / 4), signal);
    }
  }
}

function isRetryable(error: unknown): boolean {
  const { name, message, code, $metadata } = error as {
    readonly name?: string;
    readonly message?: string;
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode ?? 0;
  return (
    status >= 500 ||
    name === 'TimeoutError' ||
    brokenConnection.test(code ?? '') ||
    closedConnection.test(code ?? '') ||
    refusedCall.test(message ?? '')
  );
}
