import { columnName, type FieldType, fields, findField } from '../fields/catalog.ts';

/** A column of the lake's table, with its type in Athena's DDL. */
export interface TableColumn {
  readonly name: string;
  readonly type: FieldType;
  /** Description of the column, at most 255 characters, which is Glue's limit. */
  readonly comment: string;
}

/** Name of the table over the Parquet files that the consumer writes. */
export const tableName = 'requests_raw';

/** Identity of rows whose `x-edge-request-id` is NULL, see `Lines.identity`. */
export const sequenceNumberColumn: TableColumn = {
  name: 'sequence_number',
  type: 'string',
  comment:
    'Shard and sequence number of a record whose x-edge-request-id is NULL; file and line in converted files',
};

/** Values of a row that do not parse as their column's type. */
export const malformedValuesColumn: TableColumn = {
  name: 'malformed_values',
  type: 'string',
  comment: 'name=value of each value that does not parse as the type of its column, at most 64 bytes each',
};

/** Partition keys, coarsest first: the UTC hour in which a record arrived in Kinesis. */
export const partitionKeys: readonly TableColumn[] = [
  { name: 'arrival_day', type: 'string', comment: 'UTC day of arrival in Kinesis, such as 2026-11-20' },
  { name: 'arrival_hour', type: 'int', comment: 'UTC hour of arrival in Kinesis, 0 to 23' },
];

/**
 * Returns the columns of `requests_raw`, without partition keys: every field of the catalog, logged or not, because
 * Parquet columns are found by name and a column that is missing in a file reads as NULL; then unknown fields of the
 * configuration; then the columns that the pipeline adds.
 *
 * @param unknownFields names of fields that are not in the catalog
 */
export function tableColumns(unknownFields: readonly string[] = []): TableColumn[] {
  const known = fields.map(({ name, type, unit, meaning }) => ({
    name: columnName(name),
    type,
    comment: unit === undefined || type === 'timestamp' ? meaning : `${meaning} (${unit})`,
  }));
  const unknown = unknownFields
    .filter((name) => findField(name) === undefined)
    .map((name) => ({
      name: columnName(name),
      type: 'string' as const,
      comment: `CloudFront field ${name}`,
    }));
  return [...known, ...unknown, sequenceNumberColumn, malformedValuesColumn];
}
