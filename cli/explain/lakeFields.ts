import { columnName } from '../../core/fields/catalog.ts';
import { insightFields } from '../../core/insight/measures.ts';
import type { SqlRow } from '../../core/insight/sources/sqlSource.ts';

/** A query that counts the values of all fields for explanations in a lake, and returns the time of the newest request. */
export const lakeFieldsSql = `SELECT CAST(max("timestamp") AS varchar) AS newest, ${insightFields
  .map(({ name }) => `count("${columnName(name)}") AS ${columnName(name)}_values`)
  .join(', ')} FROM requests`;

/** Reads the names of fields with values, and the time of the newest request, from the result of the query. */
export function readLakeFields(row: SqlRow): {
  readonly fields: string[];
  readonly newest: number | undefined;
} {
  const { newest } = row;
  return {
    fields: insightFields
      .map(({ name }) => name)
      .filter((name) => Number(row[`${columnName(name)}_values`] ?? 0) > 0),
    newest: typeof newest === 'string' ? Date.parse(`${newest.replace(' ', 'T')}Z`) : undefined,
  };
}
