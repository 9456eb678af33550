import { decodeBase64 } from './encodedText.ts';
import { ExpandedText, escapedByte } from './expandedText.ts';
import { memberValue, parameterValue, startOfName } from './namedSecrets.ts';
import { pairValue } from './plainPairs.ts';
import type { SensitivityPolicy } from './policy.ts';
import { type Replacement, replaceSecret } from './replacement.ts';
import { accessKey, urlPassword, webToken, withAccessSecrets } from './secretForms.ts';
import type { SecretNames } from './secretNames.ts';
import { colon, mark, type TextMarks } from './textMarks.ts';
import type { Span, TextToSearch } from './textToSearch.ts';

const nothing: readonly Replacement[] = [];
const letterBeforeH = 0x61;
const letterBeforeJ = 0x79;
const lettersBeforeI = new Set(Buffer.from('BKS'));
const expanded = new ExpandedText();
/** A text that was encoded as base64 in the text to search. */
const encoded = new ExpandedText();

/** Bytes that can hide a secret if they are escaped. */
const hidesSecrets = new Uint8Array(256);
for (const byte of Buffer.from('="@%ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.[]'))
  hidesSecrets[byte] = 1;

/**
 * Finds the secrets of a text, as parts to replace, in ascending order: values of parameters and JSON members with
 * secret names, pairs in free text, passwords in URLs, JSON Web Tokens, AWS access key IDs with their secrets, and base64
 * of JSON or of a URL with a secret. Also searches URLs within URLs.
 *
 * @param marks marks of the text. Those from `firstMark` up to, but not including, `lastMark` are used
 */
export function findSecrets(
  text: TextToSearch,
  { positions }: TextMarks,
  firstMark: number,
  lastMark: number,
  names: SecretNames,
  policy: SensitivityPolicy,
): readonly Replacement[] {
  if (firstMark >= lastMark) return nothing;
  const { bytes, start, end, beginsWithName } = text;
  if (!needsExpansion(text, positions, firstMark, lastMark)) {
    const found = findSpans(text, positions, firstMark, lastMark, names);
    if (found !== undefined)
      return found.length === 0 ? nothing : found.map((span) => replacement(bytes, span, policy));
  }
  expanded.expand(bytes, start, end);
  const { marks, starts, levels, view, length } = expanded;
  const plain = { bytes: expanded.bytes, view, start: 0, end: length, beginsWithName, levels };
  const found = findSpans(plain, marks.positions, 0, marks.count, names) ?? [];
  return found.map((span) =>
    replacement(bytes, { start: starts[span.start], end: starts[span.end] }, policy),
  );
}

function replacement(bytes: Buffer, { start, end }: Span, policy: SensitivityPolicy): Replacement {
  return { start, end, text: replaceSecret(bytes.toString('utf8', start, end), policy.urls, policy) };
}

/**
 * Whether escapes can hide a secret: escapes of marks, and of letters and similar characters, which can be part of a
 * mark. Other escapes (`%2F`, `%20`) matter next to the mark of a secret that is recognized by its form, and in the
 * name of a parameter.
 */
function needsExpansion(
  { bytes, end }: TextToSearch,
  positions: Int32Array,
  firstMark: number,
  lastMark: number,
): boolean {
  let hasEscape = false;
  let hasForm = false;
  for (let index = firstMark; index < lastMark; index++) {
    const at = positions[index];
    const byte = bytes[at];
    if (byte === mark.percent) {
      const escaped = escapedByte(bytes, at, end);
      if (escaped >= 0 && hidesSecrets[escaped] === 1) return true;
      if (escaped === colon && hasSpaceAfter(bytes, at, end)) return true;
      if (escaped === mark.space && bytes[at - 1] === colon) return true;
      hasEscape = true;
    } else if (byte !== mark.equals && canBeForm(bytes, at)) {
      hasForm = true;
    }
  }
  return hasEscape && hasForm;
}

/** Whether a space or `+` follows the escape at `at`, possibly as an escape. */
function hasSpaceAfter(bytes: Buffer, at: number, end: number): boolean {
  const after = bytes.indexOf('3', at) + 2;
  const byte = bytes[after] === mark.percent ? escapedByte(bytes, after, end) : bytes[after];
  return after < end && (byte === mark.space || byte === mark.plus);
}

/** Whether a form can have its mark at `at`. Most capital letters are excluded. */
function canBeForm(bytes: Buffer, at: number): boolean {
  const before = bytes[at - 1];
  if (bytes[at] === mark.capitalJ) return before === letterBeforeJ;
  if (bytes[at] === mark.capitalH) return before === letterBeforeH;
  return bytes[at] !== mark.capitalI || lettersBeforeI.has(before);
}

/**
 * Finds the secrets of a text, in ascending order. Visits each byte at most a few times.
 *
 * @param isInBase64 whether the text was encoded as base64
 * @returns undefined if the name of a parameter contains escapes, so the text must be expanded first
 */
function findSpans(
  text: TextToSearch,
  positions: Int32Array,
  firstMark: number,
  lastMark: number,
  names: SecretNames,
  isInBase64 = false,
): Span[] | undefined {
  const { bytes, start, levels } = text;
  const found: Span[] = [];
  let done = start;
  let nameFrom = start;
  let quoteBefore = start;
  let passwordsFrom = start;
  let tokensFrom = start;
  let encodedFrom = start;
  let escapeAt = -1;
  let hasAccessKey = false;
  for (let index = firstMark; index < lastMark; index++) {
    const at = positions[index];
    if (at < done) continue;
    let span: Span | undefined;
    switch (bytes[at]) {
      case mark.percent:
        if (levels === undefined) escapeAt = at;
        break;
      case mark.equals: {
        const nameStart = startOfName(text, at, nameFrom);
        if (escapeAt >= nameStart) return undefined;
        span = parameterValue(text, nameStart, at, names);
        nameFrom = at + 1;
        break;
      }
      case mark.quote:
        span = memberValue(text, at, quoteBefore, names);
        quoteBefore = at + 1;
        break;
      case mark.at: {
        if (at < passwordsFrom) break;
        const { password, searchedUpTo } = urlPassword(text, at, passwordsFrom);
        span = password;
        passwordsFrom = searchedUpTo;
        break;
      }
      case mark.capitalJ: {
        if (at < tokensFrom) break;
        const { token, searchedUpTo } = webToken(text, at);
        span = token;
        tokensFrom = searchedUpTo;
        if (span === undefined && !isInBase64 && at >= encodedFrom) {
          const { secret, searchedUpTo } = encodedSecret(text, at - 2, names);
          span = secret;
          encodedFrom = searchedUpTo;
        }
        break;
      }
      case mark.capitalH:
        if (!isInBase64 && at >= encodedFrom && bytes[at - 1] === letterBeforeH) {
          const { secret, searchedUpTo } = encodedSecret(text, at - 1, names);
          span = secret;
          encodedFrom = searchedUpTo;
        }
        break;
      case mark.space:
      case mark.plus:
        span = pairValue(text, at, nameFrom, names);
        nameFrom = at + 1;
        break;
      case mark.capitalI:
        span = accessKey(text, at);
        if (span !== undefined) hasAccessKey = true;
        break;
    }
    if (span === undefined) continue;
    // A password may begin before the end of the last finding.
    found.push({ start: Math.max(span.start, done), end: span.end });
    done = span.end;
    nameFrom = Math.max(nameFrom, done);
    quoteBefore = Math.max(quoteBefore, done);
    passwordsFrom = Math.max(passwordsFrom, done);
  }
  return hasAccessKey ? withAccessSecrets(text, found) : found;
}

/** Result of searching base64 for secrets. */
interface EncodedSecret {
  /** The base64; undefined if it contains no secret. */
  readonly secret?: Span;
  /** Position to continue from. No base64 before it needs to be searched again. */
  readonly searchedUpTo: number;
}

/**
 * Searches base64 of JSON or of a URL. Base64 within base64 is not searched.
 *
 * @param at start of the base64
 */
function encodedSecret(text: TextToSearch, at: number, names: SecretNames): EncodedSecret {
  const found = at < text.start ? undefined : decodeBase64(text, at);
  if (found === undefined) return { searchedUpTo: at };
  encoded.expand(found.decoded, 0, found.decoded.length);
  const { bytes, view, length, levels, marks } = encoded;
  const decoded = { bytes, view, start: 0, end: length, beginsWithName: false, levels };
  const secrets = findSpans(decoded, marks.positions, 0, marks.count, names, true) ?? [];
  const { start, end } = found;
  return secrets.length > 0 ? { secret: { start, end }, searchedUpTo: end } : { searchedUpTo: end };
}
