import { createHash, timingSafeEqual } from 'node:crypto';

/** Header in which the page sends the token. */
export const tokenHeader = 'x-explorer-token';

/** The properties of a request that decide whether it is answered. */
export interface GuardedRequest {
  readonly method: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly token: string | undefined;
}

/** Status and message of a refused request. */
export interface Rejection {
  readonly status: 403 | 405 | 421;
  readonly message: string;
}

/**
 * Checks a request before its body is read. Returns a refusal, or undefined if the request is allowed.
 *
 * - A `Host` other than the server's own address means that another name resolves to 127.0.0.1 (DNS
 * rebinding).
 * - A different `Origin` means that a page of another site sent the request.
 * - A call without the token comes from someone who doesn't have the URL that the command printed.
 *
 * @param isCall whether the request is an API call, which requires the token; the page itself doesn't
 */
export function checkRequest(
  request: GuardedRequest,
  port: number,
  token: string,
  isCall: boolean,
): Rejection | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { method, host = '', origin } = request;
  if (!hosts.includes(host))
    return { status: 421, message: 'This server only accepts requests to 127.0.0.1 and localhost.' };
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`)) {
    return { status: 403, message: 'Requests from other sites are not allowed.' };
  }
  if (method !== (isCall ? 'POST' : 'GET')) return { status: 405, message: 'Method not allowed.' };
  if (isCall && !sameText(request.token ?? '', token)) {
    return { status: 403, message: 'The token is missing or wrong. Open the URL that the command printed.' };
  }
  return undefined;
}

/** Compares texts in constant time. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
