import type { TextColumn } from '../columns/textColumn.ts';
import type { Numbers } from './plausibleValues.ts';
import {
  cacheableByCode,
  cacheClass,
  cacheClasses,
  cacheClassesByCode,
  statusClass,
  statusClasses,
  statusClassesByCode,
} from './rowClasses.ts';

/** Columns for counts; undefined if not logged. */
export interface CountColumns {
  readonly status: Numbers | undefined;
  readonly resultType: TextColumn | undefined;
  readonly method: TextColumn | undefined;
  readonly bytesDownloaded: Numbers | undefined;
  readonly bytesUploaded: Numbers | undefined;
}

/** Sums over records, not scaled by the sampling rate. */
export interface CountSums {
  requests: number;
  bytesDownloaded: number;
  bytesUploaded: number;
  /** Number of records by status class, see `statusClass`. */
  readonly statuses: number[];
  cacheHits: number;
  cacheLookups: number;
}

/** Number of cells of a group: one for each combination of status class, cache class, and cacheable method or not. */
const cellsOfGroup = statusClasses * cacheClasses * 2;

/**
 * Computes the sums of each group.
 *
 * @param groupOfRow group of each row; negative for rows without a group
 */
export function sumCounts(
  columns: CountColumns,
  rows: number,
  groupOfRow: Int32Array,
  groupCount: number,
): CountSums[] {
  const cells = countCombinations(columns, rows, groupOfRow, groupCount);
  const downloaded = sumValues(columns.bytesDownloaded, rows, groupOfRow, groupCount);
  const uploaded = sumValues(columns.bytesUploaded, rows, groupOfRow, groupCount);
  return Array.from({ length: groupCount }, (_, group) => {
    const sums = emptySums();
    sums.bytesDownloaded = downloaded[group];
    sums.bytesUploaded = uploaded[group];
    for (let cell = 0; cell < cellsOfGroup; cell++) addCell(sums, cell, cells[group * cellsOfGroup + cell]);
    return sums;
  });
}

/** Adds the sums of several groups. */
export function addSums(all: readonly CountSums[]): CountSums {
  const total = emptySums();
  for (const sums of all) {
    total.requests += sums.requests;
    total.bytesDownloaded += sums.bytesDownloaded;
    total.bytesUploaded += sums.bytesUploaded;
    total.cacheHits += sums.cacheHits;
    total.cacheLookups += sums.cacheLookups;
    for (const [index, count] of sums.statuses.entries()) total.statuses[index] += count;
  }
  return total;
}

function emptySums(): CountSums {
  const statuses = Array<number>(statusClasses).fill(0);
  return { requests: 0, bytesDownloaded: 0, bytesUploaded: 0, statuses, cacheHits: 0, cacheLookups: 0 };
}

function addCell(sums: CountSums, cell: number, count: number): void {
  const cacheable = cell % 2 === 1;
  const cache = (cell >>> 1) % cacheClasses;
  const status = Math.floor((cell >>> 1) / cacheClasses);
  sums.requests += count;
  sums.statuses[status] += count;
  if (!cacheable || cache === cacheClass.none) return;
  sums.cacheLookups += count;
  if (cache === cacheClass.hit) sums.cacheHits += count;
}

function countCombinations(
  columns: CountColumns,
  rows: number,
  groupOfRow: Int32Array,
  groupCount: number,
): Float64Array {
  const { status, resultType, method } = columns;
  const cells = new Float64Array(groupCount * cellsOfGroup);
  const absent = status && resultType && method ? undefined : new Int32Array(rows).fill(-1);
  const statusCodes = status?.codes ?? (absent as Int32Array);
  const resultCodes = resultType?.codes ?? (absent as Int32Array);
  const methodCodes = method?.codes ?? (absent as Int32Array);
  const statusOf = status ? statusClassesByCode(status) : Uint8Array.of(statusClass.none);
  const cacheOf = resultType ? cacheClassesByCode(resultType) : Uint8Array.of(cacheClass.none);
  const cacheableOf = method ? cacheableByCode(method) : Uint8Array.of(1);
  for (let row = 0; row < rows; row++) {
    const group = groupOfRow[row];
    if (group < 0) continue;
    const statusAndCache = statusOf[statusCodes[row] + 1] * cacheClasses + cacheOf[resultCodes[row] + 1];
    const cell = group * cellsOfGroup + statusAndCache * 2 + cacheableOf[methodCodes[row] + 1];
    cells[cell] = cells[cell] + 1;
  }
  return cells;
}

function sumValues(
  column: Numbers | undefined,
  rows: number,
  groupOfRow: Int32Array,
  groupCount: number,
): Float64Array {
  const sums = new Float64Array(groupCount);
  if (column === undefined) return sums;
  const { codes, values } = column;
  for (let row = 0; row < rows; row++) {
    const group = groupOfRow[row];
    const code = codes[row];
    if (group >= 0 && code >= 0) sums[group] = sums[group] + values[code];
  }
  return sums;
}
