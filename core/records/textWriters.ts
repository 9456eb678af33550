import type { TextWriter } from '../columns/textColumn.ts';
import type { Field } from '../fields/catalog.ts';
import { replaceAddress, replaceAddresses } from '../sensitivity/addresses.ts';
import { headersDecoder } from '../sensitivity/decodeHeaders.ts';
import { HeaderLines } from '../sensitivity/headerLines.ts';
import { copyBytes, decodePercent } from '../sensitivity/percentDecoding.ts';
import type { SensitivityPolicy, TextHandling } from '../sensitivity/policy.ts';
import { redactAddresses, redactText } from '../sensitivity/redactText.ts';
import { appendText, keyedHash } from '../sensitivity/replacement.ts';
import { secretNamesOf } from '../sensitivity/secretNames.ts';
import { TextMarks } from '../sensitivity/textMarks.ts';

/** Marks of the current text. The memory is reused for the next text. */
const marks = new TextMarks();

/**
 * Returns a writer for a field's text: decodes it once, and handles sensitive text according to the policy. Every text
 * that a viewer, an origin, or the owner of the distribution decides is searched for secrets and addresses.
 *
 * @param field undefined for a field that is not in the catalog
 */
export function textWriter(field: Field | undefined, policy: SensitivityPolicy): TextWriter {
  switch (field?.sensitivity) {
    case 'address':
      return addressWriter(field, policy);
    case 'cookie':
      return wholeTextWriter(policy.cookies, policy, keptCookieWriter(policy));
    case 'custom':
      return wholeTextWriter(policy.custom, policy, redactedWriter(false, policy));
    case 'headers':
      return headerLinesWriter(policy);
    default:
      if (field?.form !== undefined) return writeAsLogged;
      return field?.decidedBy === 'edge'
        ? writeDecoded
        : redactedWriter(field?.name === 'cs-uri-query', policy);
  }
}

const writeDecoded: TextWriter = (source, start, end, heap) => {
  decodePercent(source, start, end, heap);
  return true;
};

/** Values that the edge writes in a strict form contain no escapes. */
const writeAsLogged: TextWriter = (source, start, end, heap) => {
  copyBytes(source.view, start, end, heap);
  return true;
};

function wholeTextWriter(handling: TextHandling, policy: SensitivityPolicy, keep: TextWriter): TextWriter {
  if (handling === 'keep') return keep;
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

/** With `keep`, cookies are kept completely, except for addresses. */
function keptCookieWriter(policy: SensitivityPolicy): TextWriter {
  if (policy.addresses === 'keep') return writeDecoded;
  return (source, start, end, heap) => {
    const from = heap.length;
    decodePercent(source, start, end, heap);
    redactAddresses(heap, from, policy);
    return true;
  };
}

function addressWriter(field: Field, policy: SensitivityPolicy): TextWriter {
  if (policy.addresses === 'keep') {
    return field.form === undefined ? redactedWriter(false, policy) : writeAsLogged;
  }
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

function redactedWriter(beginsWithName: boolean, policy: SensitivityPolicy): TextWriter {
  if (policy.urls === 'keep' && policy.addresses === 'keep') return writeDecoded;
  const names = secretNamesOf(policy);
  return (source, start, end, heap) => {
    const from = heap.length;
    decodePercent(source, start, end, heap, marks);
    redactText(heap, from, marks, beginsWithName, names, policy);
    return true;
  };
}

function headerLinesWriter(policy: SensitivityPolicy): TextWriter {
  const lines = new HeaderLines(headersDecoder(policy));
  return (source, start, end, heap) => {
    lines.append(source, start, end, heap);
    return true;
  };
}
