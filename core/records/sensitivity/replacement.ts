import { createHmac } from 'node:crypto';
import type { ByteHeap } from '../../columns/byteHeap.ts';
import type { SensitivityPolicy, TextHandling } from './policy.ts';

/** What stands in the place of a secret value that is dropped from a text. */
export const redacted = 'REDACTED';

/** Hexadecimal digits of a hash: 128 bits, with which a billion texts do not collide by chance. */
const hashDigits = 32;

/** A part of a text and what is to stand in its place. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The keyed hash of a text: HMAC-SHA-256, its first 32 hexadecimal digits. */
export function keyedHash(text: string, policy: SensitivityPolicy): string {
  if (!policy.hashKey) throw new Error('expected a hash key where sensitive text is hashed, got none');
  return createHmac('sha256', policy.hashKey).update(text).digest('hex').slice(0, hashDigits);
}

/** A secret part of a text as the policy has it. */
export function replaceSecret(text: string, handling: TextHandling, policy: SensitivityPolicy): string {
  if (handling === 'keep') return text;
  return handling === 'hash' ? keyedHash(text, policy) : redacted;
}

/** Puts texts in the places of parts of the heap's last text, which begins at `from`. Parts in rising order. */
export function replaceParts(heap: ByteHeap, from: number, parts: readonly Replacement[]): void {
  if (parts.length === 0) return;
  const old = Buffer.from(heap.bytes.subarray(from, heap.length));
  heap.length = from;
  let copied = 0;
  for (const { start, end, text } of parts) {
    appendBytes(heap, old.subarray(copied, start - from));
    appendBytes(heap, Buffer.from(text));
    copied = end - from;
  }
  appendBytes(heap, old.subarray(copied));
}

/** Appends a text. */
export function appendText(heap: ByteHeap, text: string): void {
  appendBytes(heap, Buffer.from(text));
}

function appendBytes(heap: ByteHeap, bytes: Uint8Array): void {
  heap.reserve(bytes.length);
  heap.bytes.set(bytes, heap.length);
  heap.length += bytes.length;
}
