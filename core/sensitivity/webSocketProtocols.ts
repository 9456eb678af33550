import type { SecretNames } from './secretNames.ts';

/** The header that lists the protocols of a WebSocket, in lowercase. */
export const protocolsHeader = 'sec-websocket-protocol';

/** The protocol with which AppSync receives the headers of a request, as base64: `header-eyJ…`. */
const headersProtocol = /^header(?=-)/i;

/**
 * Whether a list of WebSocket protocols contains a secret. Browsers can't send `Authorization` when they open a
 * WebSocket, so pages send a token as a protocol or as a part of one: `bearer, TOKEN`, `token.TOKEN`. The name of the
 * token is one of the parts that dots separate.
 *
 * @param list value of the header
 */
export function hasSecretProtocol(list: string, names: SecretNames): boolean {
  if (names.keeps(protocolsHeader)) return false;
  return list
    .split(',')
    .flatMap((protocol) => protocol.trim().split('.'))
    .some((part) => names.has(part) || hasHeaders(part, names));
}

function hasHeaders(part: string, names: SecretNames): boolean {
  const [name] = headersProtocol.exec(part) ?? [];
  return name !== undefined && !names.keeps(name);
}
