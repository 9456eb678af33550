import type { NumberColumn } from '../columns/numberColumn.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import type { ThriftStruct } from './thrift.ts';

/** Type of a Parquet column. `timestamp` is epoch milliseconds, UTC. */
export type ParquetType = 'string' | 'int32' | 'int64' | 'double' | 'timestamp';

/** Name and type of a column. */
export interface SchemaColumn {
  readonly name: string;
  readonly type: ParquetType;
}

/** A column to write. Every column is optional. */
export type ParquetColumn =
  | { readonly name: string; readonly type: 'string'; readonly column: TextColumn }
  | { readonly name: string; readonly type: Exclude<ParquetType, 'string'>; readonly column: NumberColumn };

/** Numbers of parquet.thrift's enumerations. */
export const physicalType = { int32: 1, int64: 2, double: 5, byteArray: 6 } as const;
export const encoding = { plain: 0, rle: 3, rleDictionary: 8 } as const;
export const pageType = { data: 0, dictionary: 2 } as const;
const optional = 1;

interface TypeNumbers {
  readonly physical: number;
  readonly converted?: number;
  readonly logical?: ThriftStruct;
}

const milliseconds: ThriftStruct = [[1, { struct: [] }]];

const typeNumbers: Readonly<Record<ParquetType, TypeNumbers>> = {
  string: { physical: physicalType.byteArray, converted: 0, logical: [[1, { struct: [] }]] },
  int32: { physical: physicalType.int32 },
  int64: { physical: physicalType.int64 },
  double: { physical: physicalType.double },
  timestamp: {
    physical: physicalType.int64,
    converted: 9,
    logical: [
      [
        8,
        {
          struct: [
            [1, { bool: true }],
            [2, { struct: milliseconds }],
          ],
        },
      ],
    ],
  },
};

/** Returns the number of the physical type that stores values of a type. */
export function physicalTypeOf(type: ParquetType): number {
  return typeNumbers[type].physical;
}

/** Returns the SchemaElement of a column. */
export function schemaElement(name: string, type: ParquetType): ThriftStruct {
  const { physical, converted, logical } = typeNumbers[type];
  return [
    [1, { i32: physical }],
    [3, { i32: optional }],
    [4, { binary: name }],
    [6, converted === undefined ? undefined : { i32: converted }],
    [10, logical && { struct: logical }],
  ];
}
