import { partitionKeys, type TableColumn, tableColumns } from './table.ts';

/** Name of the view to query: compacted rows up to the watermark, raw rows after it. */
export const requestsViewName = 'requests';

/** The event day, which partitions the compacted table. */
export const dayColumn = {
  name: 'day',
  type: 'date',
  comment: 'UTC day of the request, or of its arrival if the request has no plausible timestamp',
} as const;

/** The arrival hour as one value, which identifies the hours of the compacted table. */
export const arrivedColumn = {
  name: 'arrived',
  type: 'timestamp',
  comment: 'Start of the UTC hour of arrival in Kinesis',
} as const;

/** The file that stores a row. Only the view has this column. */
export const fileColumn = { name: 'file', type: 'string', comment: 'File that stores the row' } as const;

/** A column of the compacted table or the view. */
export type RequestsColumn = TableColumn | typeof dayColumn | typeof arrivedColumn | typeof fileColumn;

/**
 * Returns the columns of the view `requests`, in order.
 *
@param unknownFields names of fields that are not in the catalog
 */
export function requestsColumns(unknownFields: readonly string[] = []): RequestsColumn[] {
  return [...tableColumns(unknownFields), ...partitionKeys, dayColumn, fileColumn];
}

/**
 * Returns the columns of the compacted table, in order.
 *
@param unknownFields names of fields that are not in the catalog
 */
export function compactedColumns(unknownFields: readonly string[] = []): RequestsColumn[] {
  return [...tableColumns(unknownFields), ...partitionKeys, dayColumn, arrivedColumn];
}

const typesByColumn = new Map<string, RequestsColumn['type']>(
  [...compactedColumns(), fileColumn].map(({ name, type }) => [name, type]),
);

/** Returns the type of a column. A column that is not in the catalog belongs to an unknown field, which is text. */
export function findColumnType(name: string): RequestsColumn['type'] {
  return typesByColumn.get(name) ?? 'string';
}
