import { createHmac } from 'node:crypto';
import { ByteWriter } from '../columns/byteWriter.ts';
import type { SensitivityPolicy, TextHandling } from './policy.ts';

/** Text that replaces a dropped secret. */
export const redacted = 'REDACTED';

/** Number of hexadecimal digits of a hash: 128 bits, so that a billion texts don't collide by chance. */
const hashDigits = 32;

/** A part of a text, and its replacement. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns the keyed hash of a text: the first 32 hexadecimal digits of HMAC-SHA-256. */
export function keyedHash(text: string, policy: SensitivityPolicy): string {
  if (!policy.hashKey) throw new Error('expected a hash key if sensitive text is hashed, got none');
  return createHmac('sha256', policy.hashKey).update(text).digest('hex').slice(0, hashDigits);
}

/** Returns the replacement for a secret part of a text, according to the policy. */
export function replaceSecret(text: string, handling: TextHandling, policy: SensitivityPolicy): string {
  if (handling === 'keep') return text;
  return handling === 'hash' ? keyedHash(text, policy) : redacted;
}

// Stores the text while its parts are replaced. The next text reuses the memory.
const replacedText = new ByteWriter();

/** Replaces parts of the heap's last text, which begins at `from`. Parts must be in ascending order. */
export function replaceParts(heap: ByteWriter, from: number, parts: readonly Replacement[]): void {
  if (parts.length === 0) return;
  replacedText.length = 0;
  appendBytes(replacedText, heap, from, heap.length);
  heap.length = from;
  let copied = 0;
  for (const { start, end, text } of parts) {
    appendBytes(heap, replacedText, copied, start - from);
    appendText(heap, text);
    copied = end - from;
  }
  appendBytes(heap, replacedText, copied, replacedText.length);
}

/** Appends a text. */
export function appendText(heap: ByteWriter, text: string): void {
  heap.reserve(text.length * 3);
  heap.length += heap.bytes.write(text, heap.length, 'utf8');
}

function appendBytes(heap: ByteWriter, source: ByteWriter, start: number, end: number): void {
  heap.reserve(end - start);
  heap.length += source.bytes.copy(heap.bytes, heap.length, start, end);
}
