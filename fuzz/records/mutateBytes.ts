import type { Random } from '../../harness/random.ts';

/** Tokens that have a meaning in records, such as separators and escapes, and tokens that look similar. */
const tokens = [
  ...['\t', '\n', '\r', '\0', '\x1b[31m', '-', '', '%', '%2', '%25', '%0A', '%09', '%00', '%ff', '%c3%a9'],
  ...[
    '=',
    '&',
    '?',
    '#',
    ';',
    ':',
    ',',
    '[',
    ']',
    '%3D',
    '%253D',
    '%26',
    '%2526',
    '\xff',
    '\xc3\xa9',
    '\xed\xa0\x80',
  ],
  ...[
    'token=',
    'Signature=',
    '%74oken=',
    'Authorization:',
    'x-token:',
    'Cookie:a=b%0A',
    '1.2.3.4',
    '::1',
    '::ffff:1.2.3.4',
  ],
  ...[
    '0',
    '-1',
    '1e999',
    'NaN',
    '999999999999999999999',
    '0.000',
    '1795179600.123',
    '253402300800.000',
    '200',
    '000',
  ],
  ...[
    'Hit',
    'Miss',
    'd111111abcdef8.cloudfront.net',
    'x.cloudfront.net',
    'other',
    'a b',
    '__proto__',
    'constructor',
  ],
].map((token) => Buffer.from(token, 'latin1'));

/** Maximum bytes of a mutated record, without repeated parts. */
const maxBytes = 4096;

/**
 * Creates a record from others by a few changes: flips bytes, inserts tokens or replaces values by them,
 * removes, repeats, or exchanges parts, or cuts off the end.
 */
export function mutateRecord(random: Random, seeds: readonly Buffer[]): Buffer {
  let record = random.pick(seeds);
  for (let changes = random.below(5); changes > 0; changes--) record = change(random, record, seeds);
  return record;
}

function change(random: Random, record: Buffer, seeds: readonly Buffer[]): Buffer {
  const at = random.below(record.length + 1);
  switch (random.below(8)) {
    case 0:
      return flip(random, record);
    case 1:
      return join(record.subarray(0, at), random.pick(tokens), record.subarray(at));
    case 2:
      return withValue(random, record, random.pick(tokens));
    case 3:
      return withValue(random, record, randomValue(random, random.pick(seeds)));
    case 4:
      return join(record.subarray(0, at), record.subarray(at + random.below(20)));
    case 5:
      return record.subarray(0, at);
    case 6: {
      const other = random.pick(seeds);
      return join(record.subarray(0, at), other.subarray(random.below(other.length + 1)));
    }
    default: {
      const part = record.subarray(at, at + 1 + random.below(16));
      return join(record.subarray(0, at), ...Array<Buffer>(random.below(64)).fill(part), record.subarray(at));
    }
  }
}

function flip(random: Random, record: Buffer): Buffer {
  const bytes = Buffer.from(record);
  for (let left = 1 + random.below(4); left > 0 && bytes.length > 0; left--)
    bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}

function join(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts).subarray(0, maxBytes);
}

/** Replaces one of the record's values. */
function withValue(random: Random, record: Buffer, value: Buffer): Buffer {
  const [start, end] = placeOfValue(random, record);
  return join(record.subarray(0, start), value, record.subarray(end));
}

function randomValue(random: Random, record: Buffer): Buffer {
  return record.subarray(...placeOfValue(random, record));
}

function placeOfValue(random: Random, record: Buffer): [start: number, end: number] {
  const at = random.below(record.length + 1);
  const start = record.lastIndexOf(0x09, at - 1) + 1;
  const end = record.indexOf(0x09, start);
  return [start, end < 0 ? record.length : end];
}
