import { createHash, timingSafeEqual } from 'node:crypto';

/** Header in which the page sends the token. */
export const tokenHeader = 'x-explorer-token';

/** What of a request decides whether it is answered. */
export interface GuardedRequest {
  readonly method: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly token: string | undefined;
}

/** Why a request is refused. */
export interface Refusal {
  readonly status: 403 | 405 | 421;
  readonly message: string;
}

/**
 * Decides about a request before anything of it is read.
 *
 * - A host that is not the server's own address comes of a name that was pointed at 127.0.0.1 (DNS rebinding).
 * - Another origin is a page of another site.
 * - Calls without the token are of who has not seen the URL that the command printed.
 *
 * @param isCall a call of the API, which needs the token; the page itself does not
 */
export function refuse(
  request: GuardedRequest,
  port: number,
  token: string,
  isCall: boolean,
): Refusal | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { method, host = '', origin } = request;
  if (!hosts.includes(host)) return { status: 421, message: 'This server answers on 127.0.0.1 only.' };
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`)) {
    return { status: 403, message: 'Calls from other pages are refused.' };
  }
  if (method !== (isCall ? 'POST' : 'GET')) return { status: 405, message: 'Expected another method.' };
  if (isCall && !sameText(request.token ?? '', token)) {
    return { status: 403, message: 'The token is missing or wrong. Open the URL that the command printed.' };
  }
  return undefined;
}

/** Compares in a time that does not depend on where texts differ. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
