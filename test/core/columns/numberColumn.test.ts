import fc from 'fast-check';
import { noValue } from '../../../core/columns/codes.ts';
import { NumberColumn, type NumberColumnOptions } from '../../../core/columns/numberColumn.ts';
import { linesOfFields } from '../../support/columns.ts';

/** The column stores this value for every field that is not in its notation, so that tests can detect these fields. */
const other = -99;

function createColumn(options: Partial<NumberColumnOptions> = {}): NumberColumn {
  return new NumberColumn({
    notation: 'integer',
    largest: Number.MAX_SAFE_INTEGER,
    readOther: () => other,
    ...options,
  });
}

function fill(column: NumberColumn, fields: readonly string[]): NumberColumn {
  const lines = linesOfFields(fields.map((field) => ['before', field, 'behind']));
  column.reset(fields.length);
  column.fill(lines, lines.all, 1, new Uint8Array(fields.length));
  return column;
}

function valuesOf({ codes, rows, values }: NumberColumn): (number | null)[] {
  return Array.from(codes.subarray(0, rows), (code) => (code === noValue ? null : values[code]));
}

describe('NumberColumn', () => {
  it.each([
    ['0', 0],
    ['000', 0],
    ['7', 7],
    ['200', 200],
    ['4095', 4095],
    ['12345', 12345],
    ['203403', 203403],
    ['999999999999999', 999_999_999_999_999],
    ['-', null],
    ['', other],
    ['1234567890123456', other],
    ['-1', other],
    ['+1', other],
    ['1.0', other],
    ['1e3', other],
    ['12 4', other],
    ['12/4', other],
    ['12:4', other],
    ['abcd', other],
    ['١٢', other],
  ])('reads the integer %p as %p', (field, expected) => {
    expect(valuesOf(fill(createColumn(), [field]))).toEqual([expected]);
  });

  it.each([
    ['0.000', 0],
    ['0.042', 42],
    ['12.345', 12_345],
    ['1795179600.123', 1_795_179_600_123],
    ['999999999999.999', 999_999_999_999_999],
    ['-', null],
    ['', other],
    ['1', other],
    ['.042', other],
    ['0.42', other],
    ['0.0420', other],
    ['0,042', other],
    ['0.04a', other],
    ['0.0-2', other],
    ['a.042', other],
    ['-0.042', other],
    ['1234567890123.123', other],
    ['....', other],
    ['1.2.042', other],
  ])('reads the thousandths %p as %p', (field, expected) => {
    expect(valuesOf(fill(createColumn({ notation: 'thousandths' }), [field]))).toEqual([expected]);
  });

  it('scales values to its unit, with the same precision as JavaScript', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 99_999_999 })), (thousandths) => {
        const fields = thousandths.map((value) => (value / 1000).toFixed(3));
        const column = fill(createColumn({ notation: 'thousandths', scale: 1000 }), fields);
        expect(valuesOf(column)).toEqual(fields.map(Number));
      }),
    );
  });

  it('reads any integer like JavaScript', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 999_999_999_999_999 })), (numbers) => {
        expect(valuesOf(fill(createColumn(), numbers.map(String)))).toEqual(numbers);
      }),
    );
  });

  it('accepts only as many digits as its options allow', () => {
    const column = fill(createColumn({ digits: [3, 3] }), ['20', '200', '2000']);
    expect(valuesOf(column)).toEqual([other, 200, other]);
  });

  it('accepts no number above its largest', () => {
    const column = fill(createColumn({ largest: 2_147_483_647 }), ['2147483647', '2147483648']);
    expect(valuesOf(column)).toEqual([2_147_483_647, other]);
  });

  it('passes the field and its row to the reader for other values, and stores no value for NaN', () => {
    const asked: unknown[] = [];
    const column = createColumn({
      readOther: ({ bytes }, start, end, row) => {
        asked.push([bytes.toString('latin1', start, end), row]);
        return Number.NaN;
      },
    });
    expect(valuesOf(fill(column, ['1', 'x', '-', 'yz']))).toEqual([1, null, null, null]);
    expect(asked).toEqual([
      ['x', 1],
      ['yz', 3],
    ]);
    expect(column.nulls).toBe(3);
  });

  it.each([
    ['0.043000000000000003', '0.043'],
    ['0.043', '0.043000000000000003'],
  ])('keeps numbers apart that are the same thousandths after rounding: %p before %p', (...fields) => {
    const column = createColumn({
      notation: 'thousandths',
      scale: 1000,
      readOther: ({ bytes }, start, end) => Number(bytes.toString('latin1', start, end)),
    });
    expect(valuesOf(fill(column, fields))).toEqual(fields.map(Number));
  });

  it('counts fields without the expected form by line, and checks only fields in other notations', () => {
    const checked: string[] = [];
    const column = createColumn({
      check: ({ bytes }, start, end) => {
        checked.push(bytes.toString('latin1', start, end));
        return bytes[start] === 0x78;
      },
    });
    const lines = linesOfFields([['1'], ['x'], ['-'], ['y']]);
    const mismatches = Uint8Array.of(5, 5, 5, 5);
    column.reset(4);
    column.fill(lines, lines.all, 0, mismatches);
    expect([checked, [...mismatches]]).toEqual([
      ['x', 'y'],
      [5, 5, 5, 6],
    ]);
  });

  it('stores each value once, no matter how many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 400 }), { maxLength: 2000 }), (numbers) => {
        const column = fill(createColumn(), numbers.map(String));
        expect(valuesOf(column)).toEqual(numbers);
        expect(column.entries).toBe(new Set(numbers).size);
      }),
      { numRuns: 30 },
    );
  });

  it('stores each of thousands of durations once, except a few whose search is stopped', () => {
    const fields = Array.from({ length: 20_000 }, (_, row) => ((row % 7000) / 1000).toFixed(3));
    const column = fill(createColumn({ notation: 'thousandths', scale: 1000 }), fields);
    expect(valuesOf(column)).toEqual(fields.map(Number));
    expect(column.entries).toBeLessThan(7070);
  });

  it('stores every value separately if nearly all are different', () => {
    const column = fill(createColumn({ distinct: true }), ['5', '5', '-', '6']);
    expect({ values: valuesOf(column), entries: column.entries, nulls: column.nulls }).toEqual({
      values: [5, 5, null, 6],
      entries: 3,
      nulls: 1,
    });
  });

  it('reads the lines of runs, and adds absent rows between runs', () => {
    const lines = linesOfFields([['1'], ['2'], ['3'], ['4']]);
    const column = createColumn();
    column.reset(5);
    column.fill(lines, { from: 1, to: 3, stride: 2 }, 0, new Uint8Array(4));
    column.fillAbsent(2);
    column.fill(lines, { from: 0, to: 1, stride: 2 }, 0, new Uint8Array(4));
    expect({ values: valuesOf(column), nulls: column.nulls }).toEqual({
      values: [2, 3, null, null, 1],
      nulls: 2,
    });
  });

  it('contains nothing of earlier rows after a reset', () => {
    const column = fill(createColumn(), ['1', '2', '-', '3']);
    expect(valuesOf(fill(column, ['3', '4']))).toEqual([3, 4]);
    expect([column.rows, column.nulls, column.entries]).toEqual([2, 0, 2]);
  });

  it('contains nothing of earlier rows after a reset if nearly all values are different', () => {
    const column = createColumn({ distinct: true });
    for (const fields of [['other', '1', 'other'], ['other']]) {
      expect(valuesOf(fill(column, fields))).toEqual(fields.map((field) => (field === '1' ? 1 : other)));
      expect([column.rows, column.nulls, column.entries]).toEqual([fields.length, 0, fields.length]);
    }
  });
});
