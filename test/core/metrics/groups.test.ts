import { groupRows } from '../../../core/metrics/groups.ts';
import { SeriesLimit } from '../../../core/metrics/seriesLimit.ts';
import { numberColumn, textColumn } from '../../support/columns.ts';

const now = Date.parse('2026-11-20T13:05:00Z');
const minute = 60_000;

interface Rows {
  readonly times?: readonly (number | null)[];
  readonly hosts?: readonly (string | null)[];
  readonly behaviors?: readonly (string | null)[];
}

/** Groups rows. Returns all groups, and the group of each row, or undefined if the row has no group. */
function group({ times, hosts, behaviors }: Rows, limit = new SeriesLimit(50)) {
  const rows = (times ?? hosts ?? []).length;
  const columns = {
    timestamp: times && numberColumn(times),
    xHostHeader: hosts && textColumn(hosts),
    csHost: undefined,
    cacheBehavior: behaviors && textColumn(behaviors),
  };
  const { groups, groupOfRow } = groupRows(columns, rows, limit, now);
  return Array.from(groupOfRow.subarray(0, rows), (index) => groups[index]);
}

describe('rows', () => {
  it('are in one group if minute and series are the same', () => {
    const series = { distribution: 'a', cacheBehavior: '*' };
    const found = group({
      times: [now, now + minute - 1, now + minute, now],
      hosts: ['a', 'a', 'a', 'a'],
      behaviors: ['*', '*', '*', '*'],
    });
    expect(found).toEqual([now, now, now + minute, now].map((time) => ({ minute: time, series })));
    expect(found[0]).toBe(found[3]);
  });

  it('are in separate groups if host or cache behavior differ', () => {
    const found = group({ times: [now, now, now], hosts: ['a', 'b', 'a'], behaviors: ['*', '*', '/x'] });
    expect(found).toEqual([
      { minute: now, series: { distribution: 'a', cacheBehavior: '*' } },
      { minute: now, series: { distribution: 'b', cacheBehavior: '*' } },
      { minute: now, series: { distribution: 'a', cacheBehavior: '/x' } },
    ]);
  });

  it('are in one group named other beyond the limit', () => {
    const found = group({ times: [now, now, now], hosts: ['a', 'b', 'c'] }, new SeriesLimit(1));
    expect(found.map((one) => one?.series.distribution)).toEqual(['a', 'other', 'other']);
    expect(found[1]).toBe(found[2]);
  });

  it('are in no group without a time, or if CloudWatch would reject their minute', () => {
    const found = group({
      times: [null, now, now - 15 * 86_400_000, now + 3 * 3_600_000],
      hosts: ['a', 'a', 'a', 'a'],
    });
    expect(found.map((one) => one?.minute)).toEqual([undefined, now, undefined, undefined]);
    expect(group({ hosts: ['a', 'b'] })).toEqual([undefined, undefined]);
  });

  it('do not count toward the limit of series if they are in no group', () => {
    const limit = new SeriesLimit(1);
    group({ times: [now - 15 * 86_400_000], hosts: ['late'] }, limit);
    expect(group({ times: [now], hosts: ['a'] }, limit)).toEqual([
      { minute: now, series: { distribution: 'a' } },
    ]);
  });

  it('can return to an earlier minute after others', () => {
    const found = group({ times: [now, now + minute, now], hosts: ['a', 'a', 'a'] });
    expect(found[2]).toBe(found[0]);
  });
});
