/** Bytes of a name's end that are looked at: more than any whole name has. */
const longestName = 64;

/** Names that make a value a secret, compared without regard to case. */
export class SecretNames {
  readonly #names: ReadonlySet<string>;
  readonly #endings: readonly string[];
  /** Whether a name or an ending can end in a byte, its capital counted as its small letter. */
  readonly #lastBytes = new Uint8Array(256);

  /**
   * @param names whole names, in small letters
   * @param endings of further names, in small letters
   */
  constructor(names: readonly string[], endings: readonly string[] = []) {
    this.#names = new Set(names);
    this.#endings = endings;
    for (const name of [...names, ...endings]) this.#lastBytes[name.charCodeAt(name.length - 1)] = 1;
  }

  /** Whether the bytes from `from` to `end` are such a name. */
  matches(bytes: Buffer, from: number, end: number): boolean {
    if (end <= from || this.#lastBytes[(bytes[end - 1] as number) | 0x20] === 0) return false;
    return this.has(bytes.toString('latin1', Math.max(from, end - longestName), end));
  }

  /** Whether a text is such a name. */
  has(name: string): boolean {
    const lower = name.toLowerCase();
    return this.#names.has(lower) || this.#endings.some((ending) => lower.endsWith(ending));
  }
}

/** Headers whose values are secrets. */
export const secretHeaders = new SecretNames(
  ['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'x-amz-security-token'],
  ['-token', '-secret', '-key'],
);

/** Headers that carry cookies. */
export const cookieHeaders = new SecretNames(['cookie', 'set-cookie']);

/** Query parameters whose values are secrets: those of signed URLs, of sign-in flows and of API keys. */
export const secretParameters = new SecretNames([
  'signature',
  'policy',
  'key-pair-id',
  'x-amz-signature',
  'x-amz-security-token',
  'x-amz-credential',
  'access_token',
  'id_token',
  'refresh_token',
  'token',
  'code',
  'password',
  'secret',
  'api_key',
  'apikey',
  'key',
]);

/** Headers that repeat the viewer's address. */
export const addressHeaders = new SecretNames(
  ['forwarded', 'x-real-ip', 'x-originating-ip', 'x-remote-ip', 'x-remote-addr', 'x-envoy-external-address'],
  ['forwarded-for', 'viewer-address', 'client-ip', 'connecting-ip', 'user-ip'],
);
