import { setTimeout } from 'node:timers/promises';

const longestPause = 60_000;

/** Waits, or returns early if the signal is aborted. The caller must check the signal. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
}

/** Returns the pause before a retry, in milliseconds. It doubles with each retry, up to a minute. */
export function pauseBefore(retry: number, first: number): number {
  return Math.min(longestPause, first * 2 ** (retry - 1));
}

/**
 * Calls AWS until the call succeeds. Retries after throttling, broken connections, and service failures.
 *
 * @throws errors that retries can't fix, and any error after the signal is aborted
 */
export async function callWithRetries<T>(
  signal: AbortSignal,
  retryDelay: number,
  call: () => Promise<T>,
): Promise<T> {
  for (let retry = 1; ; retry++) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted || !isTransient(error)) throw error;
      await pause(pauseBefore(retry, retryDelay), signal);
    }
  }
}

function isTransient(error: unknown): boolean {
  const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  return status === undefined || status >= 500 || /Throughput|Throttl|LimitExceeded/.test(name);
}
