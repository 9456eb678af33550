import { countValues } from '../../../core/metrics/valueCounts.ts';
import { numberColumn } from '../../support/columns.ts';

/** Returns the values of each group, and how often each occurs, as `count` passes them on. */
function count(
  values: readonly (number | null)[],
  groupOfRow: readonly number[],
  groupsOfMinutes: readonly (readonly number[])[],
) {
  const column = numberColumn(values);
  const minutes = groupsOfMinutes.map((groups, index) => ({ minute: index, distribution: 'a', groups }));
  const groupCount = groupsOfMinutes.flat().length;
  const found = new Map<number, Record<number, number>>();
  countValues(column, Int32Array.from(groupOfRow), groupCount, minutes, ({ groups }, { counts, place }) => {
    for (const group of groups) {
      const own = [...column.values.subarray(0, column.entries)].map((value, code): [number, number] => [
        value,
        counts[place(group) + code],
      ]);
      found.set(group, Object.fromEntries(own.filter(([, times]) => times > 0)));
    }
  });
  return [...found.keys()].sort((a, b) => a - b).map((group) => found.get(group));
}

describe('counts of values', () => {
  it('are by group, without rows that have no group or no value', () => {
    expect(count([5, 7, 5, null, 5, 7], [0, 0, 0, 1, 1, -1], [[0, 1]])).toEqual([{ 5: 2, 7: 1 }, { 5: 1 }]);
  });

  it('are all passed on if there are more groups and values than fit in memory', () => {
    const rows = Array.from({ length: 1500 }, (_, row) => row);
    const minutes = rows.filter((row) => row % 2 === 0).map((row) => [row, row + 1]);
    expect(count(rows, rows, minutes)).toEqual(rows.map((row) => ({ [row]: 1 })));
  });

  it('start over each time', () => {
    count([1, 1, 1], [0, 0, 0], [[0]]);
    expect(count([1, 2], [0, 0], [[0]])).toEqual([{ 1: 1, 2: 1 }]);
  });
});
