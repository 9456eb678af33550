/** Bytes that CloudFront logs as they are: printable ASCII but for a few. */
const asTheyAre = /[!#$&-;=?-[\]_a-z~|]/;

/** What a viewer sent, as CloudFront logs it: percent-encoded once, escapes that it sent included. */
export function asLogged(sent: string | Uint8Array): string {
  return Array.from(Buffer.from(sent as string), (byte) => {
    const character = String.fromCharCode(byte);
    return asTheyAre.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

/** Headers as `cs-headers` logs them. */
export function headersAsLogged(
  headers: readonly (readonly [name: string, value: string | Uint8Array])[],
): string {
  return headers.map(([name, value]) => `${asLogged(name)}:${asLogged(value)}%0A`).join('');
}
