import { type AthenaContext, type AthenaRow, readAllRows } from '../../core/aws/athena/runQuery.ts';
import { columnName, type FieldType, findField } from '../../core/fields/catalog.ts';
import { daysBeforeArrival } from '../../core/lake/compaction/identity.ts';
import { dayAndHour } from '../../core/lake/keys.ts';
import { fileColumn, requestsViewName } from '../../core/lake/requestsView.ts';
import { malformedValuesColumn } from '../../core/lake/table.ts';
import type { RecordValue } from '../../core/records/recordReader.ts';
import { identityField } from '../../core/records/recordTable.ts';
import type { FoundRequest } from './foundRequest.ts';

/** Progress of a search. */
export interface LakeSearchProgress {
  /** Number of searched hours. */
  hours: number;
  /** Bytes that Athena scanned. */
  scannedBytes: number;
}

/** Input of a search in the lake. */
export interface LakeSearch extends AthenaContext {
  /** The request's x-amz-cf-id, which must be validated because it becomes part of a query. */
  readonly requestId: string;
  /** Arrival hours to search, one after another, in hours since the epoch. */
  readonly hours: readonly number[];
  /** Names of the fields that may be logged. */
  readonly fields: readonly string[];
  /** Updated during the search. */
  readonly progress: LakeSearchProgress;
  readonly onProgress: () => void;
}

/** Searches the lake hour by hour, and ends at the first hour with the request. */
export async function searchLake(search: LakeSearch): Promise<FoundRequest | undefined> {
  const { requestId, hours, fields, progress, onProgress } = search;
  for (const hour of hours) {
    const { rows, scannedBytes } = await readAllRows(search, queryOfHour(requestId, hour));
    progress.hours++;
    progress.scannedBytes += scannedBytes;
    onProgress();
    const row = rows[0];
    if (row !== undefined) return foundRequestOf(row, rows.length, fields);
  }
  return undefined;
}

/**
 * Returns a query over one arrival hour. The arrival hour limits the raw files that are scanned; the possible days of
 * such requests limit the compacted files.
 */
export function queryOfHour(requestId: string, hour: number): string {
  const [day, hourOfDay] = dayAndHour(hour);
  const [first] = dayAndHour(hour - daysBeforeArrival * 24);
  const [last] = dayAndHour(hour + 24);
  return `SELECT *
FROM ${requestsViewName}
WHERE arrival_day = '${day}'
  AND arrival_hour = ${Number(hourOfDay)}
  AND day BETWEEN DATE '${first}' AND DATE '${last}'
  AND ${columnName(identityField)} = '${requestId}'`;
}

/**
 * Returns the request in a row.
 *
 * @param fields names of the logged fields
 */
export function foundRequestOf(row: AthenaRow, copies: number, fields: readonly string[]): FoundRequest {
  return {
    place: row[fileColumn.name] ?? 'the lake',
    values: new Map(
      fields.map((field) => [field, readValue(row[columnName(field)] ?? null, findField(field)?.type)]),
    ),
    malformedValues: row[malformedValuesColumn.name] ?? null,
    copies,
  };
}

/** Parses a value from the text in Athena's result. */
function readValue(text: string | null, type: FieldType = 'string'): RecordValue {
  if (text === null || type === 'string') return text;
  return type === 'timestamp' ? Date.parse(`${text.replace(' ', 'T')}Z`) : Number(text);
}
