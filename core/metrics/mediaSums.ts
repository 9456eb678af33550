import { noValue } from '../columns/codes.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import type { Numbers } from './plausibleValues.ts';

/** Columns for metrics of playback; undefined if not logged. */
export interface MediaColumns {
  readonly sessionId: TextColumn | undefined;
  readonly bufferStarvation: TextColumn | undefined;
  readonly objectType: TextColumn | undefined;
  readonly objectDuration: Numbers | undefined;
  readonly encodedBitrate: Numbers | undefined;
  readonly measuredThroughput: Numbers | undefined;
}

/** Sums over playback records, not scaled by the sampling rate. */
export interface MediaSums {
  requests: number;
  starvations: number;
  /** Milliseconds. */
  playbackTime: number;
}

/** Texts that mean false. Players usually omit a false key. */
const falseTexts = new Set(['false', '0', '?0']);

/** Object types of video: alone, and together with audio (CTA-5004, `ot`). */
const videoTypes = new Set(['v', 'av']);

/**
 * Computes the sums of each group.
 *
 * @param groupOfRow group of each row; negative for rows without a group
 */
export function sumMedia(
  columns: MediaColumns,
  rows: number,
  groupOfRow: Int32Array,
  groupCount: number,
): MediaSums[] {
  const sums = Array.from({ length: groupCount }, emptySums);
  const { sessionId, bufferStarvation, objectDuration } = columns;
  if (sessionId === undefined) return sums;
  const isStarved = bufferStarvation && entriesWhere(bufferStarvation, (text) => !falseTexts.has(text));
  const isVideo = videoEntries(columns);
  for (let row = 0; row < rows; row++) {
    const group = sums[groupOfRow[row]];
    if (group === undefined || sessionId.codes[row] === noValue) continue;
    group.requests++;
    if (isStarved?.[(bufferStarvation?.codes[row] as number) + 1]) group.starvations++;
    const duration = objectDuration?.codes[row] ?? noValue;
    if (duration !== noValue && isVideo(row))
      group.playbackTime += objectDuration?.values[duration] as number;
  }
  return sums;
}

/** Adds the sums of several groups. */
export function addMediaSums(all: readonly MediaSums[]): MediaSums {
  const total = emptySums();
  for (const { requests, starvations, playbackTime } of all) {
    total.requests += requests;
    total.starvations += starvations;
    total.playbackTime += playbackTime;
  }
  return total;
}

/** Returns the groups of rows that belong to playback sessions, and `noValue` for other rows. */
export function mediaRows({ sessionId }: MediaColumns, rows: number, groupOfRow: Int32Array): Int32Array {
  return groupOfRow
    .slice(0, rows)
    .map((group, row) => (sessionId === undefined || sessionId.codes[row] === noValue ? noValue : group));
}

/** Returns the groups of rows that belong to playback sessions and request video, and `noValue` for other rows. */
export function videoRows(columns: MediaColumns, rows: number, groupOfRow: Int32Array): Int32Array {
  const isVideo = videoEntries(columns);
  return mediaRows(columns, rows, groupOfRow).map((group, row) => (isVideo(row) ? group : noValue));
}

/** Returns a test for rows that request video. Rows without an object type are assumed to. */
function videoEntries({ objectType }: MediaColumns): (row: number) => boolean {
  if (objectType === undefined) return () => true;
  const isVideo = entriesWhere(objectType, (text) => videoTypes.has(text));
  isVideo[0] = 1;
  return (row) => isVideo[objectType.codes[row] + 1] === 1;
}

/** Returns 1 for each entry that meets a condition, at the code plus one. Index 0, for absent values, is 0. */
function entriesWhere(column: TextColumn, holds: (text: string) => boolean): Uint8Array {
  const entries = new Uint8Array(column.entries + 1);
  for (let code = 0; code < column.entries; code++)
    entries[code + 1] = Number(holds(column.entryText(code).toLowerCase()));
  return entries;
}

function emptySums(): MediaSums {
  return { requests: 0, starvations: 0, playbackTime: 0 };
}
