import { constants, zstdCompressSync } from 'node:zlib';
import type { BasicType } from 'hyparquet-writer';
import { columnName, type FieldType, findField } from '../../core/fields/catalog.ts';

const zstdLevel1 = { [constants.ZSTD_c_compressionLevel]: 1 };

/** Options of hyparquet-writer: zstd level 1, as in this project, and one row group. */
export const hyparquetOptions = {
  codec: 'ZSTD',
  compressors: { ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes, { params: zstdLevel1 }) },
  rowGroupSize: 1_000_000,
} as const;

const types = {
  timestamp: 'TIMESTAMP',
  string: 'STRING',
  double: 'DOUBLE',
  int: 'INT32',
  bigint: 'INT64',
} as const satisfies Record<FieldType, BasicType>;

/** Returns name and type of a field's column. */
export function hyparquetColumn(field: string): { name: string; type: BasicType } {
  return { name: columnName(field), type: types[findField(field)?.type ?? 'string'] };
}
