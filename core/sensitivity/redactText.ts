import { ByteWriter } from '../columns/byteWriter.ts';
import { addressLiterals } from './addressLiterals.ts';
import { findSecrets } from './findSecrets.ts';
import type { SensitivityPolicy } from './policy.ts';
import { replaceParts } from './replacement.ts';
import { type SecretNames, secretNamesOf } from './secretNames.ts';
import { TextMarks } from './textMarks.ts';

/**
 * Replaces sensitive parts of the heap's last text: secrets by name and by form, and addresses unless they are
 * kept.
 *
 * @param from start of the text in the heap. 4 bytes after it can be read
 * @param marks marks of the text
 * @param beginsWithName whether the text may begin with the name of a parameter
 */
export function redactText(
  heap: ByteWriter,
  from: number,
  marks: TextMarks,
  beginsWithName: boolean,
  names: SecretNames,
  policy: SensitivityPolicy,
): void {
  if (policy.urls !== 'keep' && marks.count > 0) {
    const { bytes, view, length } = heap;
    const text = { bytes, view, start: from, end: length, beginsWithName, levels: undefined };
    replaceParts(heap, from, findSecrets(text, marks, 0, marks.count, names, policy));
  }
  redactAddresses(heap, from, policy);
}

/** Replaces the addresses in the heap's last text unless they are kept. */
export function redactAddresses(heap: ByteWriter, from: number, policy: SensitivityPolicy): void {
  if (policy.addresses === 'keep') return;
  replaceParts(heap, from, addressLiterals(heap.bytes, from, heap.length, policy));
}

/** Returns a function that replaces sensitive parts of a short text, as logged or decoded. */
export function textRedactor(policy: SensitivityPolicy): (text: string) => string {
  const heap = new ByteWriter();
  const marks = new TextMarks();
  const names = secretNamesOf(policy);
  return (text) => {
    heap.length = 0;
    heap.reserve(text.length * 3 + 4);
    heap.length = heap.bytes.write(text, 0, 'utf8');
    marks.noteAll(heap.bytes, 0, heap.length);
    redactText(heap, 0, marks, true, names, policy);
    return heap.used().toString();
  };
}
