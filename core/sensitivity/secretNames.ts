const percent = 0x25;

/** The bit in which a small letter differs from its capital. */
const smallLetter = 0x20;

/** Bytes of a name's end that are looked at: more than any whole name has. */
const longestName = 64;

/** Names that make a value a secret, compared without regard to case. */
export class SecretNames {
  readonly #names: ReadonlySet<string>;
  readonly #endings: readonly string[];
  /** For each last byte, bit `n` is set where a whole name of `n` bytes ends in it. */
  readonly #lengths = new Int32Array(256);
  /** For each last byte and number of bytes, a bit for the five low bits of each first byte of such a whole name. */
  readonly #firsts = new Int32Array(256 * 32);
  /** For each last byte, how many bytes before the end an ending begins, and with which byte; 0 where none does. */
  readonly #endingLengths = new Uint8Array(256);
  readonly #endingFirsts = new Uint8Array(256);

  /**
   * @param names whole names of at most 31 bytes, in small letters
   * @param endings of further names, in small letters, each with a last letter of its own
   */
  constructor(names: readonly string[], endings: readonly string[] = []) {
    this.#names = new Set(names);
    this.#endings = endings;
    for (const name of names) {
      const last = name.charCodeAt(name.length - 1);
      this.#lengths[last] = this.#lengths[last] | (1 << name.length);
      const place = last * 32 + name.length;
      this.#firsts[place] = this.#firsts[place] | (1 << (name.charCodeAt(0) & 31));
    }
    for (const ending of endings) {
      const last = ending.charCodeAt(ending.length - 1);
      this.#endingLengths[last] = ending.length;
      this.#endingFirsts[last] = ending.charCodeAt(0);
    }
  }

  /** Whether the bytes from `from` to `end` are such a name. */
  matches(bytes: Buffer, from: number, end: number): boolean {
    const length = end - from;
    if (length <= 0) return false;
    const last = bytes[end - 1] | smallLetter;
    const endingLength = this.#endingLengths[last];
    const mayEnd =
      endingLength > 0 &&
      endingLength <= length &&
      (bytes[end - endingLength] | smallLetter) === this.#endingFirsts[last];
    const mayBeName = length < 32 && ((this.#firsts[last * 32 + length] >>> (bytes[from] & 31)) & 1) === 1;
    if (!mayEnd && !mayBeName) return false;
    return this.has(bytes.toString('latin1', Math.max(from, end - longestName), end));
  }

  /** Whether such a name, with or without escapes in it, can end before `end`: a first look that sorts out most. */
  canEnd(bytes: Buffer, start: number, end: number): boolean {
    if (end <= start) return false;
    if (this.#lengths[bytes[end - 1] | smallLetter] !== 0) return true;
    // An escape has three bytes, and two more for each time that it is encoded again.
    for (let at = end - 3; at >= start && at >= end - 11; at -= 2) if (bytes[at] === percent) return true;
    return false;
  }

  /** Whether a text is such a name. */
  has(name: string): boolean {
    const lower = name.toLowerCase();
    return this.#names.has(lower) || this.#endings.some((ending) => lower.endsWith(ending));
  }
}

/** Names of headers whose values are secrets. */
export const secretHeaderNames: readonly string[] = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'x-amz-security-token',
];

/** Endings of the names of further headers whose values are secrets. */
export const secretHeaderEndings: readonly string[] = ['-token', '-secret', '-key'];

/** Names of query parameters whose values are secrets: those of signed URLs, of sign-in flows and of API keys. */
export const secretParameterNames: readonly string[] = [
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
];

/** Headers whose values are secrets. */
export const secretHeaders = new SecretNames(secretHeaderNames, secretHeaderEndings);

/** Headers that carry cookies. */
export const cookieHeaders = new SecretNames(['cookie', 'set-cookie']);

/** Query parameters whose values are secrets. */
export const secretParameters = new SecretNames(secretParameterNames);

/** Headers that repeat the viewer's address. */
export const addressHeaders = new SecretNames(
  ['forwarded', 'x-remote-addr', 'x-envoy-external-address'],
  ['forwarded-for', 'viewer-address', '-ip'],
);
