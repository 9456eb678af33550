import { columnName, fields } from '../../core/fields/catalog.ts';
import { dayAndHour } from '../../core/lake/keys.ts';
import { fileColumn, requestsViewName } from '../../core/lake/requestsView.ts';
import { identityField } from '../../core/records/recordTable.ts';
import { UsageError } from '../../terminal/usageError.ts';
import type { DuckdbLake } from '../query/duckdbLake.ts';
import type { FoundRequest } from './foundRequest.ts';
import { foundRequestOf } from './searchLake.ts';

/** Input of a search in a folder. */
export interface FolderSearch {
  /** The request's x-amz-cf-id, which must be validated because it becomes part of a query. */
  readonly requestId: string;
  /** Arrival hours to search, in hours since the epoch. Default: all */
  readonly hours?: readonly number[] | undefined;
}

/**
 * Searches the lake in a folder that `convert` or `npm start` wrote, or that is a copy of a bucket.
 *
 * @throws UsageError if no file contains request IDs
 */
export async function searchFolder(
  lake: DuckdbLake,
  search: FolderSearch,
): Promise<FoundRequest | undefined> {
  const [row, ...copies] = (await lake.rows(queryOfFolder(search))).map((found) =>
    Object.fromEntries(
      Object.entries(found).map(([name, value]) => [name, value === null ? null : String(value)]),
    ),
  );
  if (row === undefined) {
    const [logged] = await lake.rows(
      `SELECT 1 FROM ${requestsViewName} WHERE ${columnName(identityField)} IS NOT NULL LIMIT 1`,
    );
    if (logged === undefined) {
      throw new UsageError(`--lake: expected records with the field ${identityField}, got none`);
    }
    return undefined;
  }
  return foundRequestOf(row, copies.length + 1, await fieldsOfFile(lake, row[fileColumn.name] ?? ''));
}

function queryOfFolder({ requestId, hours }: FolderSearch): string {
  const partitions = (hours ?? []).map((hour) => `'${dayAndHour(hour).join(' ')}'`);
  const arrival = "arrival_day || ' ' || lpad(arrival_hour::varchar, 2, '0')";
  return `SELECT * FROM ${requestsViewName} WHERE ${columnName(identityField)} = '${requestId}'${
    hours === undefined ? '' : ` AND ${arrival} IN (${partitions.join(', ')})`
  }`;
}

/** Returns the fields for which a Parquet file has columns. */
async function fieldsOfFile(lake: DuckdbLake, file: string): Promise<string[]> {
  const columns = await lake.rows(`SELECT name FROM parquet_schema('${file.replaceAll("'", "''")}')`);
  const names = new Set(columns.map(({ name }) => name));
  return fields.map(({ name }) => name).filter((name) => names.has(columnName(name)));
}
