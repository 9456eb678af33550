import fc from 'fast-check';
import type { ByteWriter } from '../../../core/columns/byteWriter.ts';
import { noValue } from '../../../core/columns/codes.ts';
import { TextColumn, type TextColumnOptions, type TextWriter } from '../../../core/columns/textColumn.ts';
import { anyText } from '../../support/anyText.ts';
import { linesOfFields } from '../../support/columns.ts';

function appendText(heap: ByteWriter, text: string): void {
  const bytes = Buffer.from(text);
  heap.reserve(bytes.length);
  heap.bytes.set(bytes, heap.length);
  heap.length += bytes.length;
}

const writeAsItIs: TextWriter = ({ bytes }, start, end, heap) => {
  appendText(heap, bytes.toString('utf8', start, end));
  return true;
};

function createColumn(options: Partial<TextColumnOptions> = {}): TextColumn {
  return new TextColumn({ write: writeAsItIs, ...options });
}

function fill(column: TextColumn, fields: readonly string[]): { mismatches: number[] } {
  const lines = linesOfFields(fields.map((field) => ['before', field, 'behind']));
  const mismatches = new Uint8Array(fields.length);
  column.reset(fields.length);
  column.fill(lines, lines.all, 1, mismatches);
  return { mismatches: [...mismatches] };
}

/** Adds fields to a column in runs, like the records of a batch. */
function fillInRuns(column: TextColumn, fields: readonly string[], runLength: number): void {
  const lines = linesOfFields(fields.map((field) => [field]));
  column.reset(fields.length);
  for (let from = 0; from < fields.length; from += runLength) {
    const run = { ...lines.all, from, to: Math.min(fields.length, from + runLength) };
    column.fill(lines, run, 0, new Uint8Array(fields.length));
  }
}

function textsOf(column: TextColumn): (string | null)[] {
  return Array.from(column.codes.subarray(0, column.rows), (code) =>
    code === noValue ? null : column.entryText(code),
  );
}

const fields = fc.array(
  fc.oneof(
    anyText({ maxLength: 4 }).filter((text) => !text.includes('\0')),
    fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 8, maxLength: 40 }),
  ),
  { maxLength: 600 },
);

describe('TextColumn', () => {
  it('stores each text once, and returns the text of every row', () => {
    fc.assert(
      fc.property(fields, (texts) => {
        const column = createColumn();
        fill(column, texts);
        const expected = texts.map((text) => (text === '-' ? null : text));
        expect(textsOf(column)).toEqual(expected);
        expect(column.entries).toBe(new Set(expected.filter((text) => text !== null)).size);
        expect(column.nulls).toBe(expected.filter((text) => text === null).length);
      }),
      { numRuns: 200 },
    );
  });

  it('reads `-` as no value, and any longer text that begins with it as a value', () => {
    const column = createColumn();
    fill(column, ['-', '--', '-1', '', ' -', '-']);
    expect(textsOf(column)).toEqual([null, '--', '-1', '', ' -', null]);
  });

  it.each([
    ['ends where none comes again', 2000, 2000],
    ['goes on where a few of the first ones come again, for more of the others will', 560, 560],
  ])('looks values up, and %s', (_, different, entries) => {
    const fields = Array.from({ length: 2000 }, (_, row) => `value ${row % different}`);
    const column = createColumn();
    fillInRuns(column, fields, 100);
    expect(textsOf(column)).toEqual(fields);
    expect(column.entries).toBe(entries);
  });

  it('stores a repeated value again if none of many earlier values repeated', () => {
    const fields = Array.from({ length: 2000 }, (_, row) => `value ${row % 1000}`);
    const column = createColumn();
    fillInRuns(column, fields, 100);
    expect(textsOf(column)).toEqual(fields);
    expect(column.entries).toBe(2000);
    fillInRuns(column, ['a', 'b', 'a'], 100);
    expect([textsOf(column), column.entries]).toEqual([['a', 'b', 'a'], 2]);
  });

  it('writes and checks a value once, no matter how many rows have it', () => {
    const write = jest.fn(writeAsItIs);
    const check = jest.fn(() => true);
    const column = createColumn({ write, check });
    fill(column, ['a', 'b', 'a', 'a', 'b', '-']);
    expect([write.mock.calls.length, check.mock.calls.length]).toEqual([2, 2]);
  });

  it('counts a value without its form for every line, not only for the first', () => {
    const check: TextColumnOptions['check'] = ({ bytes }, start) => bytes[start] === 0x61;
    const column = createColumn({ check });
    expect(fill(column, ['a', 'b', 'ab', 'b', '-', 'b', 'a'])).toEqual({ mismatches: [0, 1, 0, 1, 0, 1, 0] });
  });

  it('counts mismatches even if nearly all values are different', () => {
    const check: TextColumnOptions['check'] = ({ bytes }, start) => bytes[start] === 0x61;
    const column = createColumn({ check, distinct: true });
    expect(fill(column, ['a', 'b', '-', 'b'])).toEqual({ mismatches: [0, 1, 0, 1] });
  });

  it('stores what its writer writes for a field, and no value if it writes none', () => {
    const column = createColumn({
      write: ({ bytes }, start, end, heap) => {
        const text = bytes.toString('utf8', start, end);
        appendText(heap, text.toUpperCase());
        return text !== 'none';
      },
    });
    fill(column, ['a', 'none', 'b', 'none', 'a']);
    expect({ texts: textsOf(column), nulls: column.nulls, entries: column.entries }).toEqual({
      texts: ['A', null, 'B', null, 'A'],
      nulls: 2,
      entries: 2,
    });
  });

  it('stores every text separately if nearly all are different', () => {
    const column = createColumn({ distinct: true });
    fill(column, ['a', 'a', '-', 'b']);
    expect({ texts: textsOf(column), nulls: column.nulls, entries: column.entries }).toEqual({
      texts: ['a', 'a', null, 'b'],
      nulls: 1,
      entries: 3,
    });
  });

  it('distinguishes thousands of texts that differ in one place', () => {
    const texts = Array.from({ length: 20_000 }, (_, row) => `/images/${row % 5000}/logo-of-this-size.png`);
    const column = createColumn();
    fill(column, texts);
    expect(textsOf(column)).toEqual(texts);
    expect(column.entries).toBe(5000);
  });

  it('appends texts that are not from fields', () => {
    const column = createColumn();
    const lines = linesOfFields([['x'], ['é']]);
    column.reset(5);
    column.append('own');
    column.fill(lines, lines.all, 0, new Uint8Array(2));
    column.append(undefined);
    column.append('');
    expect({ texts: textsOf(column), nulls: column.nulls }).toEqual({
      texts: ['own', 'x', 'é', null, ''],
      nulls: 1,
    });
  });

  it('reads the lines of runs, and adds absent rows between runs', () => {
    const lines = linesOfFields([['a'], ['b'], ['c'], ['d']]);
    const column = createColumn();
    const mismatches = new Uint8Array(4);
    column.reset(5);
    column.fill(lines, { from: 1, to: 3, stride: 2 }, 0, mismatches);
    column.fillAbsent(2);
    column.fill(lines, { from: 0, to: 1, stride: 2 }, 0, mismatches);
    expect({ texts: textsOf(column), nulls: column.nulls }).toEqual({
      texts: ['b', 'c', null, null, 'a'],
      nulls: 2,
    });
  });

  it('contains nothing of earlier rows after a reset', () => {
    const column = createColumn({ check: ({ bytes }, start) => bytes[start] === 0x61 });
    fill(column, ['z', 'y', '-', 'x']);
    expect(fill(column, ['a', 'ab'])).toEqual({ mismatches: [0, 0] });
    expect({ texts: textsOf(column), nulls: column.nulls, entries: column.entries }).toEqual({
      texts: ['a', 'ab'],
      nulls: 0,
      entries: 2,
    });
    const { smallest, largest } = column.extremes;
    expect([smallest, largest].map((code) => column.entryText(code))).toEqual(['a', 'ab']);
  });
});
