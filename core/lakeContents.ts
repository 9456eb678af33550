import { columnName, type FieldType, findField } from './fields/catalog.ts';
import type { QuarantineEntry } from './lake/quarantine.ts';
import { malformedValuesColumn, sequenceNumberColumn } from './lake/table.ts';
import type { ParquetColumn, ParquetType } from './parquet/types.ts';
import type { Batch } from './records/batch.ts';
import type { ReadLines } from './records/batchReader.ts';
import type { Lines } from './records/lines.ts';
import type { FieldColumn } from './records/recordTable.ts';
import type { Unreadable } from './records/unreadable.ts';

type NumberType = Exclude<ParquetType, 'string'>;

const parquetTypes: Readonly<Record<Exclude<FieldType, 'string'>, NumberType>> = {
  timestamp: 'timestamp',
  double: 'double',
  int: 'int32',
  bigint: 'int64',
};

/** Converts unreadable lines to entries of a quarantine file. */
export function quarantineEntries(
  batch: Batch,
  lines: Lines,
  unreadable: readonly Unreadable[],
): IteratorObject<QuarantineEntry> {
  return unreadable.values().map(({ firstLine, lastLine, reason }) => ({
    reason,
    shardId: batch.shardId,
    sequenceNumber: lines.sequenceNumber(batch, firstLine),
    arrival: new Date(batch.arrivals[lines.records[firstLine]]).toISOString(),
    data: batch.bytes.toString('base64', lines.start(firstLine), lines.ends[lastLine]),
  }));
}

/**
 * Returns the columns of a Parquet file for rows: the columns of fields, and the columns that the pipeline adds.
 *
 * @param read the rows. If `sequenceNumbers` is undefined, its column is omitted
 */
export function parquetColumnsOf({
  columns,
  sequenceNumbers,
  malformedTexts,
}: Pick<ReadLines, 'columns' | 'sequenceNumbers' | 'malformedTexts'>): ParquetColumn[] {
  const own: ParquetColumn[] = columns.map(parquetColumn);
  if (sequenceNumbers !== undefined)
    own.push({ name: sequenceNumberColumn.name, type: 'string', column: sequenceNumbers });
  own.push({ name: malformedValuesColumn.name, type: 'string', column: malformedTexts });
  return own;
}

function parquetColumn({ field, column }: FieldColumn): ParquetColumn {
  const name = columnName(field);
  if (column.kind === 'text') return { name, type: 'string', column };
  const type = findField(field)?.type;
  if (type === undefined || type === 'string') throw new Error(`expected a field of numbers, got '${field}'`);
  return { name, type: parquetTypes[type], column };
}
