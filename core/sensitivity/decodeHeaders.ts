import type { HeadersDecoder } from './headerLines.ts';
import { headerAddressParts, secretHeaderParts } from './headers.ts';
import { decodePercent } from './percentDecoding.ts';
import type { SensitivityPolicy } from './policy.ts';
import { replaceParts } from './replacement.ts';
import { secretNamesOf } from './secretNames.ts';
import { TextMarks } from './textMarks.ts';

/** Marks of the current text. The memory is reused for the next text. */
const marks = new TextMarks();

/** Returns a function that appends `cs-headers` as they are stored: decoded, and redacted according to the policy. */
export function headersDecoder(policy: SensitivityPolicy): HeadersDecoder {
  const names = secretNamesOf(policy);
  return (source, start, end, heap) => {
    const from = heap.length;
    const decoded = decodePercent(source, start, end, heap, marks);
    const text = { bytes: heap.bytes, view: heap.view, start: from, end: heap.length, decoded, marks };
    replaceParts(heap, from, secretHeaderParts(text, names, policy));
    if (policy.addresses === 'keep') return decoded;
    heap.reserve(4);
    marks.noteAll(heap.bytes, from, heap.length);
    const { bytes, view, length } = heap;
    replaceParts(
      heap,
      from,
      headerAddressParts({ bytes, view, start: from, end: length, decoded, marks }, policy),
    );
    return decoded;
  };
}
