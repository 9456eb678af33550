import { setTimeout as sleep } from 'node:timers/promises';

/** A request to post. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Returns the headers that authorize a request. */
export type Signer = (post: Post) => Promise<Readonly<Record<string, string>>>;

export interface PostOptions {
  /** Aborts the request and the waits between attempts. */
  readonly signal: AbortSignal;
  /** Timeout of an attempt, in milliseconds. Default 10,000. */
  readonly timeout?: number;
  /** Maximum number of attempts. Default 3. */
  readonly attempts?: number;
  /**
   * Whether the receiver may receive the body twice. If true, an attempt whose connection broke is also repeated.
   * Otherwise, only a rejected attempt is repeated. Default false.
   */
  readonly isRepeatable?: boolean;
  /** Signs each attempt. Default: nothing is signed. */
  readonly sign?: Signer | undefined;
}

/** The receiver's response. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

const usualTimeout = 10_000;
const usualAttempts = 3;
const firstPause = 200;
const longestPause = 5_000;

/** Statuses that mean that the receiver didn't accept the body but may accept it later. */
const refusals = new Set([429, 502, 503, 504]);

/** Maximum number of bytes of a response to read. */
const longestAnswer = 1024 * 1024;

/**
 * Posts a body and waits for the response. A rejected attempt (429, 502, 503, 504) is repeated after a pause, which the
 * receiver can specify with `Retry-After` and which is at most 5 s. Redirects are not followed.
 *
 * @returns the last response, with any status
 * @throws Error if the connection of the last attempt broke or the attempt timed out
 */
export async function post(request: Post, options: PostOptions): Promise<Answer> {
  const { attempts = usualAttempts, isRepeatable = false, signal } = options;
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === attempts;
    const outcome = await tryOnce(request, options);
    if (outcome instanceof Error) {
      if (isLast || !isRepeatable || signal.aborted) throw outcome;
    } else if (isLast || !refusals.has(outcome.status)) {
      return { status: outcome.status, body: outcome.body };
    }
    const asked = outcome instanceof Error ? undefined : outcome.retryAfter;
    await sleep(Math.min(longestPause, asked ?? firstPause * 2 ** (attempt - 1)), undefined, { signal });
  }
}

interface Attempt extends Answer {
  /** Milliseconds to wait, as requested by the receiver. */
  readonly retryAfter: number | undefined;
}

async function tryOnce(request: Post, options: PostOptions): Promise<Attempt | Error> {
  const { timeout = usualTimeout, sign, signal } = options;
  try {
    const headers = { ...request.headers, ...(sign && (await sign(request))) };
    const response = await fetch(request.url, {
      method: 'POST',
      headers,
      body: request.body as Uint8Array<ArrayBuffer>,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    });
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      status: response.status,
      body: await readBounded(response),
      retryAfter: Number.isFinite(seconds) ? seconds * 1000 : undefined,
    };
  } catch (error) {
    return plainError(error, new URL(request.url).host);
  }
}

async function readBounded(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > longestAnswer) break;
  }
  return Buffer.concat(parts).subarray(0, longestAnswer);
}

/** Returns an error whose message contains the host and the cause. `fetch` reports only that it failed. */
function plainError(error: unknown, host: string): Error {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  const reason = name === 'TimeoutError' ? 'it took too long' : (cause?.code ?? cause?.message ?? message);
  return new Error(`expected a response from ${host}, got none: ${reason}`);
}
