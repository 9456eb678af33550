import { ExpandedText, escapedByte } from './expandedText.ts';
import { memberValue, parameterValue, startOfName } from './namedSecrets.ts';
import type { SensitivityPolicy } from './policy.ts';
import { type Replacement, replaceSecret } from './replacement.ts';
import { accessKey, urlPassword, webToken, withAccessSecrets } from './secretForms.ts';
import type { SecretNames } from './secretNames.ts';
import { mark, type TextMarks } from './textMarks.ts';
import type { Span, TextToSearch } from './textToSearch.ts';

const nothing: readonly Replacement[] = [];
const letterBeforeJ = 0x79;
const lettersBeforeI = new Set(Buffer.from('BKS'));
const expanded = new ExpandedText();

/** Bytes that can hide a secret if they are escaped. */
const hidesSecrets = new Uint8Array(256);
for (const byte of Buffer.from('="@%ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.[]'))
  hidesSecrets[byte] = 1;

/**
 * Finds the secrets of a text, as parts to replace, in ascending order: values of parameters and JSON members with
 * secret names, passwords in URLs, JSON Web Tokens, and AWS access key IDs with their secrets. Also searches URLs
 * within URLs.
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
      hasEscape = true;
    } else if (byte !== mark.equals && canBeForm(bytes, at)) {
      hasForm = true;
    }
  }
  return hasEscape && hasForm;
}

/** Whether a form can have its mark at `at`. Most capital letters are excluded. */
function canBeForm(bytes: Buffer, at: number): boolean {
  const before = bytes[at - 1];
  if (bytes[at] === mark.capitalJ) return before === letterBeforeJ;
  return bytes[at] !== mark.capitalI || lettersBeforeI.has(before);
}

/**
 * Finds the secrets of a text, in ascending order. Visits each byte at most a few times.
 *
 * @returns undefined if the name of a parameter contains escapes, so the text must be expanded first
 */
function findSpans(
  text: TextToSearch,
  positions: Int32Array,
  firstMark: number,
  lastMark: number,
  names: SecretNames,
): Span[] | undefined {
  const { bytes, start, levels } = text;
  const found: Span[] = [];
  let done = start;
  let nameFrom = start;
  let quoteBefore = start;
  let passwordsFrom = start;
  let tokensFrom = start;
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
        break;
      }
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
