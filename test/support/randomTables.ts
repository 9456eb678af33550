import fc from 'fast-check';
import type { ParquetType } from '../../core/parquet/types.ts';
import { anyText } from './anyText.ts';
import type { Value } from './parquetReaders.ts';

/** A column of a random table. */
export interface RandomColumn {
  readonly name: string;
  readonly type: ParquetType;
  readonly values: readonly Value[];
}

/** Texts of all lengths and alphabets, except `-`, which would be an absent value. */
const texts = fc
  .oneof(
    { weight: 6, arbitrary: anyText({ maxLength: 12 }) },
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.string({ minLength: 60, maxLength: 300 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('a', 'é', '語', '😀'), fc.integer({ min: 20, max: 25_000 }))
        .map(([text, times]) => text.repeat(times)),
    },
  )
  .filter((text) => text !== '-');

const values: Readonly<Record<ParquetType, fc.Arbitrary<Value>>> = {
  string: texts,
  int32: fc.oneof(fc.integer(), fc.integer({ min: 0, max: 600 })),
  int64: fc.maxSafeInteger().map(BigInt),
  // No column contains infinity, because DuckDB has no statistics for it.
  double: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  timestamp: fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }).map((time) => new Date(time)),
};

/** Values, some of them repeated or absent. */
function columnOf(name: string, rows: number): fc.Arbitrary<RandomColumn> {
  return fc
    .tuple(
      fc.constantFrom<ParquetType>('string', 'int32', 'int64', 'double', 'timestamp'),
      fc.constantFrom(0, 1, 3),
    )
    .chain(([type, nullsInFour]) => {
      const pool = fc.array(values[type], { minLength: 1, maxLength: rows });
      const choice = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 3 })), {
        minLength: rows,
        maxLength: rows,
      });
      return fc.tuple(pool, choice).map(([distinct, choices]) => ({
        name,
        type,
        values: choices.map(([place, quarter]) =>
          quarter < nullsInFour ? null : distinct[place % distinct.length],
        ),
      }));
    });
}

/** Tables of 1 to 70 rows and 1 to 5 columns. */
export const randomTables: fc.Arbitrary<RandomColumn[]> = fc
  .tuple(fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 70 })), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.tuple(...Array.from({ length: columns }, (_, index) => columnOf(`column_${index}`, rows))),
  );
