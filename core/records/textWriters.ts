import type { TextWriter } from '../columns/textColumn.ts';
import type { Field } from '../fields/catalog.ts';
import { replaceAddress, replaceAddresses } from '../sensitivity/addresses.ts';
import { sensitiveHeaderParts } from '../sensitivity/headers.ts';
import { copyBytes, decodePercent, TextMarks } from '../sensitivity/percentDecoding.ts';
import type { SensitivityPolicy, TextHandling } from '../sensitivity/policy.ts';
import { appendText, keyedHash, replaceParts } from '../sensitivity/replacement.ts';
import { secretValues } from '../sensitivity/urls.ts';

/** How a field's text gets into its column: decoded once, and with sensitive text as the policy has it. */
export function textWriter(field: Field | undefined, policy: SensitivityPolicy): TextWriter {
  switch (field?.sensitivity) {
    case 'address':
      return addressWriter(field, policy);
    case 'cookie':
      return wholeTextWriter(policy.cookies, policy);
    case 'custom':
      return wholeTextWriter(policy.custom, policy);
    case 'headers':
      return headersWriter(policy);
    case 'url':
      return urlWriter(field.name === 'cs-uri-query', policy);
    default:
      return field?.form === undefined ? writeDecoded : writeAsLogged;
  }
}

const writeDecoded: TextWriter = (source, start, end, heap) => {
  decodePercent(source, start, end, heap);
  return true;
};

/** What the edge writes in a strict form has no escapes. */
const writeAsLogged: TextWriter = (source, start, end, heap) => {
  copyBytes(source.view, start, end, heap);
  return true;
};

function wholeTextWriter(handling: TextHandling, policy: SensitivityPolicy): TextWriter {
  if (handling === 'keep') return writeDecoded;
  if (handling === 'drop') return () => false;
  return (source, start, end, heap) => {
    const from = heap.length;
    decodePercent(source, start, end, heap);
    const text = heap.bytes.toString('utf8', from, heap.length);
    heap.length = from;
    appendText(heap, keyedHash(text, policy));
    return true;
  };
}

function addressWriter(field: Field, policy: SensitivityPolicy): TextWriter {
  if (policy.addresses === 'keep') return field.form === undefined ? writeDecoded : writeAsLogged;
  const replace = field.name === 'x-forwarded-for' ? replaceAddresses : replaceAddress;
  return (source, start, end, heap) => {
    const from = heap.length;
    decodePercent(source, start, end, heap);
    const text = replace(heap.bytes.toString('utf8', from, heap.length), policy);
    heap.length = from;
    if (text === undefined) return false;
    appendText(heap, text);
    return true;
  };
}

function urlWriter(beginsWithName: boolean, policy: SensitivityPolicy): TextWriter {
  if (policy.urls === 'keep') return writeDecoded;
  const marks = new TextMarks();
  return (source, start, end, heap) => {
    const from = heap.length;
    decodePercent(source, start, end, heap, marks);
    if (marks.count === 0) return true;
    const text = { bytes: heap.bytes, start: from, end: heap.length, beginsWithName };
    replaceParts(heap, from, secretValues(text, marks, 0, marks.count, policy));
    return true;
  };
}

function headersWriter(policy: SensitivityPolicy): TextWriter {
  const marks = new TextMarks();
  return (source, start, end, heap) => {
    const from = heap.length;
    const decoded = decodePercent(source, start, end, heap, marks);
    const text = { bytes: heap.bytes, view: heap.view, start: from, end: heap.length, decoded, marks };
    replaceParts(heap, from, sensitiveHeaderParts(text, policy));
    return true;
  };
}
