import { copyWindowHours } from '../../core/lake/compaction/identity.ts';
import { dayAndHour } from '../../core/lake/keys.ts';
import type { PutFile } from '../lake/lakeBucket.ts';
import { isOdd, isWithoutTime } from '../lake/numberedRequests.ts';

/** How many rows of a request a reader may find. */
export interface Allowed {
  readonly least: number;
  readonly most: number;
}

/**
 * How many rows of each number a reader of `requests` may find.
 *
 * @param watermark last hour that the compacted table serves; undefined if it serves none
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
      // Each of their rows is a request of its own.
      if (all[0]?.file.kind === 'unidentified')
        return [number, { least: open.length + settled.length, most: all.length }];
      const least = Math.max(open.length, settled.length > 0 ? 1 : 0);
      return [number, { least, most: open.length + rowsOfClosed(number, closed) }];
    }),
  );
}

/** Rows that copies in merged hours can leave: one for each window, and each day for rows that take it from the arrival. */
function rowsOfClosed(number: number, closed: readonly { readonly file: PutFile }[]): number {
  const hours = [...new Set(closed.map(({ file }) => file.hour))].sort((a, b) => a - b);
  const byDay = Map.groupBy(hours, (hour) =>
    isOdd(number) || isWithoutTime(number) ? dayAndHour(hour)[0] : '',
  );
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
 * What is wrong with the rows that a reader found.
 *
 * @param found rows by number
 * @param allowed what may be found, by each watermark that the reader may have seen
 * @returns sentences, an empty list if nothing is wrong
 */
export function findWrongRows(
  found: ReadonlyMap<number, number>,
  allowed: readonly ReadonlyMap<number, Allowed>[],
): string[] {
  const wrong: string[] = [];
  const numbers = new Set([...found.keys(), ...(allowed[0]?.keys() ?? [])]);
  for (const number of numbers) {
    const rows = found.get(number) ?? 0;
    const bounds = allowed.map((each) => each.get(number) ?? { least: 0, most: 0 });
    const least = Math.min(...bounds.map((each) => each.least));
    const most = Math.max(...bounds.map((each) => each.most));
    if (rows < least || rows > most)
      wrong.push(`request ${number}: expected ${least} to ${most} rows, got ${rows}`);
  }
  return wrong;
}
