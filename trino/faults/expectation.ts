import { copyWindowHours } from '../../core/lake/compaction/identity.ts';
import { dayAndHour } from '../../core/lake/keys.ts';
import type { PutFile } from '../lake/lakeBucket.ts';
import { hasNoTime, isOdd } from '../lake/numberedRequests.ts';

/** Minimum and maximum number of rows that a reader may find for a request. */
export interface Allowed {
  readonly min: number;
  readonly max: number;
}

/**
 * Returns how many rows a reader of `requests` may find for each number.
 *
 * @param watermark last hour that is read from the compacted table; undefined before the first compaction
 */
export function allowedRows(
  files: readonly PutFile[],
  watermark: number | undefined,
): ReadonlyMap<number, Allowed> {
  const copies = new Map<number, { file: PutFile }[]>();
  for (const file of files)
    for (const { number } of file.requests) {
      const found = copies.get(number);
      if (found === undefined) copies.set(number, [{ file }]);
      else found.push({ file });
    }
  const isOpen = ({ file }: { file: PutFile }) => watermark === undefined || file.hour > watermark;
  return new Map(
    [...copies].map(([number, all]) => {
      const open = all.filter(isOpen);
      const closed = all.filter((copy) => !isOpen(copy));
      const settled = closed.filter(({ file }) => file.isSettled);
      // Each of their rows counts as a separate request.
      if (all[0]?.file.kind === 'unidentified')
        return [number, { min: open.length + settled.length, max: all.length }];
      const min = Math.max(open.length, settled.length > 0 ? 1 : 0);
      return [number, { min, max: open.length + rowsOfClosed(number, closed) }];
    }),
  );
}

/**
 * Returns how many rows copies in merged hours can leave: one per window, and one per day for rows whose day
 * comes from the arrival.
 */
function rowsOfClosed(number: number, closed: readonly { readonly file: PutFile }[]): number {
  const hours = [...new Set(closed.map(({ file }) => file.hour))].sort((a, b) => a - b);
  const byDay = Map.groupBy(hours, (hour) => (isOdd(number) || hasNoTime(number) ? dayAndHour(hour)[0] : ''));
  let rows = 0;
  for (const ofDay of byDay.values()) {
    let last = Number.NEGATIVE_INFINITY;
    for (const hour of ofDay)
      if (hour - last > copyWindowHours) {
        rows++;
        last = hour;
      }
  }
  return rows;
}

/**
 * Finds wrong numbers of rows in what a reader found.
 *
 * @param found rows by number
 * @param allowed allowed numbers of rows, for each watermark that the reader may have seen
 * @returns sentences about problems; an empty list if there are none
 */
export function findWrongRows(
  found: ReadonlyMap<number, number>,
  allowed: readonly ReadonlyMap<number, Allowed>[],
): string[] {
  const wrong: string[] = [];
  const numbers = new Set([...found.keys(), ...(allowed[0]?.keys() ?? [])]);
  for (const number of numbers) {
    const rows = found.get(number) ?? 0;
    const bounds = allowed.map((each) => each.get(number) ?? { min: 0, max: 0 });
    const min = Math.min(...bounds.map((each) => each.min));
    const max = Math.max(...bounds.map((each) => each.max));
    if (rows < min || rows > max)
      wrong.push(`request ${number}: expected ${min} to ${max} rows, got ${rows}`);
  }
  return wrong;
}
