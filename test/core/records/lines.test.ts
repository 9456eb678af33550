import fc from 'fast-check';
import { lineFault } from '../../../core/records/batch.ts';
import { Lines, longestLine } from '../../../core/records/lines.ts';
import { batchOf, sequenceNumberOf, shardId } from '../../support/batches.ts';
import { propertyRuns } from '../../support/propertyRuns.ts';

interface ReadLine {
  readonly fields: readonly string[];
  readonly fault: string;
  readonly sequenceNumber: string;
  /** The line's bytes, including its newline. */
  readonly whole: string;
}

const faultNames = Object.fromEntries(Object.entries(lineFault).map(([name, fault]) => [fault, name]));

/** Converts bytes to a text with one character per byte. */
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

function readLines(lines: Lines, data: readonly Uint8Array[]): ReadLine[] {
  const batch = batchOf(data.map((bytes) => ({ data: bytes })));
  lines.read(batch);
  return Array.from({ length: lines.count }, (_, line) => {
    const at = lines.first[line];
    const fieldCount = lines.fieldCounts[line];
    return {
      fields: Array.from({ length: fieldCount }, (_, field) =>
        lines.bytes.toString('latin1', lines.bounds[at + field] + 1, lines.bounds[at + field + 1]),
      ),
      fault: faultNames[lines.faults[line]],
      sequenceNumber: lines.sequenceNumber(batch, line),
      whole: lines.bytes.toString('latin1', lines.start(line), lines.ends[line]),
    };
  });
}

/** Returns the same lines, read by splitting a string. */
function splitPlainly(data: readonly Uint8Array[]): ReadLine[] {
  return data.flatMap((bytes, record) => {
    const wholes = latin1(bytes).match(/[^\n]*\n|[^\n]+$/g) ?? [''];
    return wholes.map((whole, index): ReadLine => {
      const text = whole.replace(/\n$/, '');
      return {
        fields: text.split('\t'),
        fault: expectedFault(text),
        sequenceNumber: index === 0 ? sequenceNumberOf(record) : `${sequenceNumberOf(record)}.${index + 1}`,
        whole,
      };
    });
  });
}

function expectedFault(text: string): string {
  if (text === '') return 'empty';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match control characters
  if (/[\x00-\x08\x0b-\x1f]/.test(text)) return 'notText';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
    return 'none';
  } catch {
    return 'notText';
  }
}

const read = (...data: (string | Uint8Array)[]) =>
  readLines(
    new Lines(),
    data.map((one) => Buffer.from(one as string)),
  );

describe('Lines', () => {
  it('are found in consecutive records, with their fields', () => {
    expect(read('a\tbc\t-\n', '\t\n', 'd')).toEqual([
      { fields: ['a', 'bc', '-'], fault: 'none', sequenceNumber: sequenceNumberOf(0), whole: 'a\tbc\t-\n' },
      { fields: ['', ''], fault: 'none', sequenceNumber: sequenceNumberOf(1), whole: '\t\n' },
      { fields: ['d'], fault: 'none', sequenceNumber: sequenceNumberOf(2), whole: 'd' },
    ]);
  });

  it('are numbered from the second on if a record contains several', () => {
    expect(read('a\tb\nc\n\nd', 'e\n').map(({ whole, sequenceNumber }) => [whole, sequenceNumber])).toEqual([
      ['a\tb\n', sequenceNumberOf(0)],
      ['c\n', `${sequenceNumberOf(0)}.2`],
      ['\n', `${sequenceNumberOf(0)}.3`],
      ['d', `${sequenceNumberOf(0)}.4`],
      ['e\n', sequenceNumberOf(1)],
    ]);
  });

  it('continue the numbers of a record that contains their record', () => {
    const batch = batchOf([{ data: 'a\nb\nc\n', sequenceNumber: '4959.3' }]);
    const lines = new Lines();
    lines.read(batch);
    expect([0, 1, 2].map((line) => lines.sequenceNumber(batch, line))).toEqual([
      '4959.3',
      '4959.4',
      '4959.5',
    ]);
    expect(lines.identity(batch, 2)).toBe(`${shardId}-4959.5`);
  });

  it('equal the result of splitting, for any bytes', () => {
    const byte = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(0x61, 0x20, 0x7e, 0x7f, 0x2d) },
      { weight: 4, arbitrary: fc.constantFrom(0x09, 0x0a) },
      { weight: 1, arbitrary: fc.constantFrom(0x00, 0x0d, 0x1f, 0x80, 0xff) },
      { weight: 1, arbitrary: fc.nat({ max: 255 }) },
    );
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\t', '\n'), maxLength: 20 });
    const record = fc.oneof(
      fc.array(byte, { maxLength: 40 }).map((bytes) => Uint8Array.from(bytes)),
      text.map((one) => Uint8Array.from(Buffer.from(one))),
    );
    // The consumer also uses one object for all batches.
    const lines = new Lines();
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), (data) => {
        expect(readLines(lines, data)).toEqual(splitPlainly(data));
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('include all lines of a batch', () => {
    const data = Array.from({ length: 3000 }, (_, index) =>
      Buffer.from(`${index}\t${'x\t'.repeat(index % 40)}\n`),
    );
    expect(readLines(new Lines(), data)).toEqual(splitPlainly(data));
  });

  it.each([
    ['an empty record', '', 'empty'],
    ['a newline alone', '\n', 'empty'],
    ['text', 'é', 'none'],
    ['a carriage return', 'a\r\n', 'notText'],
    ['a NUL', 'a\0b', 'notText'],
    ['half a character', Uint8Array.of(0x61, 0xc3), 'notText'],
    ['the longest line', 'A'.repeat(longestLine), 'none'],
    ['the longest line with its newline', `${'A'.repeat(longestLine)}\n`, 'none'],
    ['a longer line', 'A'.repeat(longestLine + 1), 'tooLong'],
  ])('report why %s is not a record, if it is not', (_, data, fault) => {
    expect(read('before\n', data, 'behind\n').map((line) => line.fault)).toEqual(['none', fault, 'none']);
  });

  it('have at most 256 KB, ten times the size of a request', () => {
    expect(longestLine).toBe(262_144);
  });

  it('count no more fields than any layout has, and do not affect neighboring lines', () => {
    const lines = read('a\tb\n', `${'\t'.repeat(10_000)}\n`, 'c\td\n');
    expect([lines[0]?.fields, lines[2]?.fields]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(lines[1]?.fields.length).toBeGreaterThanOrEqual(255);
    expect(lines[1]?.whole).toBe(`${'\t'.repeat(10_000)}\n`);
  });
});
