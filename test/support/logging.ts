/** Bytes that CloudFront logs without encoding: most of printable ASCII. */
const asTheyAre = /[!#$&-;=?-[\]_a-z~|]/;

/** Encodes a viewer's text as CloudFront logs it: percent-encoded once, including escapes that the viewer sent. */
export function asLogged(sent: string | Uint8Array): string {
  return Array.from(Buffer.from(sent as string), (byte) => {
    const character = String.fromCharCode(byte);
    return asTheyAre.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

/** Encodes headers as in `cs-headers`. */
export function headersAsLogged(
  headers: readonly (readonly [name: string, value: string | Uint8Array])[],
): string {
  return headers.map(([name, value]) => `${asLogged(name)}:${asLogged(value)}%0A`).join('');
}
