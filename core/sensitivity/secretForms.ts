import type { Span, TextToSearch } from './textToSearch.ts';

const slash = 0x2f;
const colon = 0x3a;
const atSign = 0x40;
const dot = 0x2e;
const equals = 0x3d;
const smallE = 0x65;
const smallY = 0x79;
const capitalA = 0x41;
const capitalJ = 0x4a;

function bytesMatching(pattern: RegExp): Uint8Array {
  return new Uint8Array(256).map((_, byte) => (pattern.test(String.fromCharCode(byte)) ? 1 : 0));
}

/** Bytes that end the host and the user of a URL. */
const endsAuthority = bytesMatching(/[/?#\s"<>]/);

/** Bytes that can't be in a host. They end a host that follows a user. */
const endsHost = bytesMatching(/[/?#\s"<>&;,='()]/);

const ofBase64Url = bytesMatching(/[\w-]/);
const ofBase64 = bytesMatching(/[A-Za-z0-9+/]/);

/** Characters of an access key ID after the first four. */
const ofAccessKey = bytesMatching(/[A-Z2-7]/);
const accessKeyLength = 20;

/** `AKIA` for users, `ASIA` for roles, `ABIA` for bearer tokens: only the second letter differs. */
const accessKeySecondLetters = bytesMatching(/[BKS]/);

/** Length of the secret of an access key ID. Session tokens are longer. */
const shortestAccessSecret = 40;

/** A user of a URL with at least this many letters, digits, `-`, and `_` is a token, such as one of GitHub. */
const shortestUserToken = 20;

/** A password in the user part of a URL. */
export interface UrlPassword {
  /** The password, with the user if it is a token; undefined if the `@` doesn't belong to a URL with a password. */
  readonly password?: Span;
  /** Position to continue from. No `@` before it needs to be searched again. */
  readonly searchedUpTo: number;
}

/**
 * Finds the password of `https://user:password@host`, given the first `@`. A user that is a token counts as a password:
 * `https://token@host`, `https://token:x-oauth-basic@host`.
 *
 * @param position position of the `@`
 * @param from earliest start of the URL's user
 */
export function urlPassword(
  { bytes, end, levels }: TextToSearch,
  position: number,
  from: number,
): UrlPassword {
  // Characters that are encoded more often than the URL belong to its user and password.
  const isDeeper = (at: number, than: number) => levels !== undefined && levels[at] > levels[than];
  let userStart = position;
  while (userStart > from) {
    const before = userStart - 1;
    if (endsAuthority[bytes[before]] === 1 && !isDeeper(before, position)) break;
    userStart = before;
  }
  const hasSlashes =
    userStart >= from + 2 && bytes[userStart - 1] === slash && bytes[userStart - 2] === slash;
  if (!hasSlashes) return { searchedUpTo: position + 1 };
  // A password may contain `@`, so the host begins after the last one.
  let userEnd = position;
  let hostEnd = position + 1;
  for (; hostEnd < end; hostEnd++) {
    if (bytes[hostEnd] === atSign) userEnd = hostEnd;
    else if (endsHost[bytes[hostEnd]] === 1 && !isDeeper(hostEnd, userStart - 1)) break;
  }
  const colons = bytes.subarray(userStart, userEnd).indexOf(colon);
  const nameEnd = colons < 0 ? userEnd : userStart + colons;
  const isToken =
    nameEnd - userStart >= shortestUserToken && endOfRun(bytes, userStart, nameEnd, ofBase64Url) === nameEnd;
  const start = isToken ? userStart : Math.min(nameEnd + 1, userEnd);
  if (start === userEnd) return { searchedUpTo: hostEnd };
  return { password: { start, end: userEnd }, searchedUpTo: hostEnd };
}

/** Result of searching for a JSON Web Token. */
export interface WebToken {
  /** The token; undefined if the text contains no token. */
  readonly token?: Span;
  /** Position to continue from. No token begins before it. */
  readonly searchedUpTo: number;
}

/**
 * Finds a JSON Web Token, `eyJ….….…`, whose `J` is at `position`. A token that is truncated in its second part counts.
 */
export function webToken({ bytes, start, end }: TextToSearch, position: number): WebToken {
  const tokenStart = position - 2;
  if (tokenStart < start || bytes[tokenStart] !== smallE || bytes[position - 1] !== smallY) {
    return { searchedUpTo: position + 1 };
  }
  const headerEnd = endOfRun(bytes, position, end, ofBase64Url);
  if (headerEnd >= end || bytes[headerEnd] !== dot) return { searchedUpTo: headerEnd };
  const claimsEnd = endOfRun(bytes, headerEnd + 1, end, ofBase64Url);
  const hasSignature = claimsEnd < end && bytes[claimsEnd] === dot && claimsEnd > headerEnd + 1;
  if (!hasSignature && !beginsObject(bytes, headerEnd + 1, claimsEnd)) return { searchedUpTo: headerEnd + 1 };
  let tokenEnd = claimsEnd;
  // An encrypted token has five parts.
  while (tokenEnd < end && bytes[tokenEnd] === dot)
    tokenEnd = endOfRun(bytes, tokenEnd + 1, end, ofBase64Url);
  return { token: { start: tokenStart, end: tokenEnd }, searchedUpTo: tokenEnd };
}

/** Whether the bytes between `start` and `end` are base64 of a JSON object. */
function beginsObject(bytes: Buffer, start: number, end: number): boolean {
  return (
    end - start > 3 && bytes[start] === smallE && bytes[start + 1] === smallY && bytes[start + 2] === capitalJ
  );
}

/** Finds an AWS access key ID whose third letter is at `position`. */
export function accessKey({ bytes, start, end }: TextToSearch, position: number): Span | undefined {
  const from = position - 2;
  const to = from + accessKeyLength;
  if (from < start || to > end) return undefined;
  const isAccessKey =
    bytes[from] === capitalA &&
    accessKeySecondLetters[bytes[from + 1]] === 1 &&
    bytes[position + 1] === capitalA &&
    endOfRun(bytes, position + 2, to, ofAccessKey) === to;
  return isAccessKey ? { start: from, end: to } : undefined;
}

/**
 * Adds text that can be the secrets and session tokens of the access key IDs in a text: base64 of at least 40
 * characters outside the parts that were already found.
 *
 * @param found parts, in ascending order
 * @returns all parts, in ascending order
 */
export function withAccessSecrets({ bytes, start, end }: TextToSearch, found: readonly Span[]): Span[] {
  const all: Span[] = [];
  let from = start;
  for (const span of [...found, { start: end, end }]) {
    addLongRuns(all, bytes, from, span.start);
    if (span.start < end) all.push(span);
    from = span.end;
  }
  return all;
}

function addLongRuns(runs: Span[], bytes: Buffer, start: number, end: number): void {
  for (let position = start; position < end; position++) {
    if (ofBase64[bytes[position]] === 0) continue;
    let runStart = position;
    position = endOfRun(bytes, runStart, end, ofBase64);
    // A leading slash is a separator and not part of the run.
    if (bytes[runStart] === slash) runStart++;
    if (position - runStart < shortestAccessSecret) continue;
    while (position < end && bytes[position] === equals) position++;
    runs.push({ start: runStart, end: position });
  }
}

/** Returns the end of the run of bytes of a kind that begins at `from`. */
function endOfRun(bytes: Buffer, from: number, end: number, kind: Uint8Array): number {
  let position = from;
  while (position < end && kind[bytes[position]] === 1) position++;
  return position;
}
