import { bytesPerSlice } from '../lake/compaction/planRun.ts';
import { hoursOfMonth, prices } from './prices.ts';

/**
 * Bytes per request in Parquet files: in raw files, in compacted files, for its ID, and for the columns of a saved
 * query over few columns. Measured with the 9,999 example records of `npm start` and DuckDB's `parquet_metadata`,
 * November 2026.
 */
const rowBytes = { raw: 87, compacted: 75, id: 41, fewColumns: 3 };

/** Minimum number of bytes that Athena bills for a query (Athena pricing page, November 2026). */
const minQueryBytes = 10_000_000;

/**
 * Requests per raw file and statement: one for the footer and one for the rest, which is read at once up to some
 * megabytes.
 */
const getsOfFile = 2;

/** Number of earlier hours in which the merge and the proof search for copies. */
const earlierHours = 3;

/** State transitions of a run: at the start, and for each statement. */
const transitionsOfRun = { start: 3, statement: 3 };

const terabyte = 1e12;

/** Costs of the lake except storage and files. Dollars at list prices of us-east-1. */
export interface LakeCost {
  /** The compaction, per month. */
  readonly compaction: number;
  /** A query of few columns over a day of requests, from raw files, that is, without compaction. */
  readonly rawDayQuery: number;
  /** The same query from compacted files. */
  readonly compactedDayQuery: number;
}

/**
 * Returns the cost of the compaction, and of a query with and without it.
 *
 * @param recordsPerSecond average
 * @param filesPerDay number of raw files per day
 */
export function lakeCost(recordsPerSecond: number, filesPerDay: number): LakeCost {
  const rowsOfHour = recordsPerSecond * 3600;
  const rowsOfDay = rowsOfHour * 24;
  const slices = Math.max(1, Math.ceil((rowsOfHour * rowBytes.raw) / bytesPerSlice));
  // Each slice reads the hour's rows, and the IDs of the earlier hours.
  const merge = slices * rowsOfHour * (rowBytes.raw + earlierHours * rowBytes.id);
  const proof = slices * rowsOfHour * (2 + earlierHours) * rowBytes.id;
  const rollup = rowsOfHour * rowBytes.fewColumns * 4;
  const scansOfHour = [
    ...Array<number>(slices).fill(merge / slices),
    ...Array<number>(slices).fill(proof / slices),
    rollup,
  ];
  const scanned = scansOfHour.reduce((sum, bytes) => sum + Math.max(bytes, minQueryBytes), 0);
  const optimize = rowsOfDay * rowBytes.compacted;
  const statements = 2 * slices + 2;
  const gets = (filesPerDay / 24) * 2 * slices * getsOfFile;
  const transitions = transitionsOfRun.start + statements * transitionsOfRun.statement;
  const hour =
    scanCost(scanned) +
    (gets / 1_000) * prices.s3Gets.dollars +
    (transitions / 1_000) * prices.stateTransitions.dollars;
  return {
    compaction: roundToCents(hoursOfMonth * hour + (hoursOfMonth / 24) * scanCost(optimize)),
    rawDayQuery: roundToMills(
      scanCost(Math.max(minQueryBytes, rowsOfDay * rowBytes.raw)) +
        ((filesPerDay * getsOfFile) / 1_000) * prices.s3Gets.dollars,
    ),
    compactedDayQuery: roundToMills(scanCost(Math.max(minQueryBytes, rowsOfDay * rowBytes.fewColumns))),
  };
}

function scanCost(bytes: number): number {
  return (bytes / terabyte) * prices.athenaTerabyte.dollars;
}

function roundToCents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}

function roundToMills(dollars: number): number {
  return Math.round(dollars * 10_000) / 10_000;
}
