import type { DistributionMinute } from './groupTree.ts';
import type { Numbers } from './plausibleValues.ts';

/** Maximum number of counts in memory. With more groups and values, distributions and minutes are counted in several passes. */
const maxCells = 1 << 19;

/** The count of each value of a column in each group: `counts[place(group) + code]`. */
export interface ValueCounts {
  readonly counts: Float64Array;
  place(group: number): number;
}

let cells = new Float64Array(4096);

/**
 * Counts how often each value of a column occurs in each group, and passes the counts on by distribution and
 * minute.
 *
 * @param groupOfRow group of each row; negative for rows without a group
 */
export function countValues(
  column: Numbers,
  groupOfRow: Int32Array,
  groupCount: number,
  minutes: readonly DistributionMinute[],
  handle: (minute: DistributionMinute, counted: ValueCounts) => void,
): void {
  // Rows without a value are counted at index 0 of each group, so the loop doesn't need to distinguish them.
  const stride = column.entries + 1;
  const groupsAtOnce = Math.max(1, Math.floor(maxCells / stride));
  for (let from = 0; from < minutes.length; ) {
    const places = new Int32Array(groupCount).fill(-1);
    let groups = 0;
    let to = from;
    do {
      for (const group of minutes[to].groups) places[group] = groups++ * stride;
      to++;
    } while (to < minutes.length && groups + minutes[to].groups.length <= groupsAtOnce);
    const counts = countRows(column, groupOfRow, places, groups * stride);
    const counted = { counts, place: (group: number) => places[group] + 1 };
    for (; from < to; from++) handle(minutes[from], counted);
  }
}

function countRows(
  { codes, rows }: Numbers,
  groupOfRow: Int32Array,
  places: Int32Array,
  size: number,
): Float64Array {
  if (cells.length < size) cells = new Float64Array(size * 2);
  else cells.fill(0, 0, size);
  const counts = cells;
  for (let row = 0; row < rows; row++) {
    const group = groupOfRow[row];
    if (group < 0) continue;
    const place = places[group];
    if (place < 0) continue;
    const cell = place + codes[row] + 1;
    counts[cell] = counts[cell] + 1;
  }
  return counts;
}
