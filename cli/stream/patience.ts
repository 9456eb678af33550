import type { Clock } from './clock.ts';

const firstPause = 1_000;
const longestPause = 10_000;

/** Failures in a row after which a call is given up: about 40 seconds. */
const mostFailures = 6;

/** Kinesis says that a shard, or the stream's key, is asked too often (GetRecords page, November 2026). */
const throttled = /^(ProvisionedThroughputExceeded|LimitExceeded|KMSThrottling|Throttling)(Exception)?$/;

/** Errors of connections, including names that can't be resolved. */
const brokenConnection =
  /^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)$/;

/** How calls are repeated. */
export interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called each time that a shard refuses a call because there are too many. */
  readonly onThrottled?: (() => void) | undefined;
}

/**
 * Repeats a call until it succeeds, after pauses that double up to 10 seconds: without limit if it is
 * throttled, and a few times if the service fails or can't be reached.
 *
 * @throws errors that no retry fixes, and the last failure of too many
 */
export async function patiently<T>(
  { clock, signal, onThrottled }: Patience,
  call: () => Promise<T>,
): Promise<T> {
  let failures = 0;
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted) throw error;
      if (throttled.test((error as Error).name)) onThrottled?.();
      else if (!passes(error) || ++failures === mostFailures) throw error;
      const pause = Math.min(longestPause, firstPause * 2 ** attempt);
      await clock.sleep(pause * (0.75 + Math.random() / 4), signal);
    }
  }
}

function passes(error: unknown): boolean {
  const { name, code, $metadata } = error as {
    readonly name?: string;
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 500 || name === 'TimeoutError' || brokenConnection.test(code ?? '');
}
