import { noValue } from '../columns/codes.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import { dimensionValue, isAcceptedTime } from './datum.ts';
import { type HostColumns, readHosts } from './hosts.ts';
import type { Numbers } from './plausibleValues.ts';
import type { Series, SeriesLimit } from './seriesLimit.ts';

const millisecondsPerMinute = 60_000;

/** Maximum number of cached groups, two for each pair of host and cache behavior. Clients can invent any number of hosts. */
const maxPlaces = 1 << 17;

/** Columns to group records by. Columns that are not logged are undefined. */
export interface GroupColumns extends HostColumns {
  readonly timestamp: Numbers | undefined;
  readonly cacheBehavior: TextColumn | undefined;
}

/** Records of one minute and one series. */
export interface Group {
  /** Start of the minute, epoch milliseconds. */
  readonly minute: number;
  readonly series: Series;
}

/** Groups, and the group of each row. */
export interface Groups {
  readonly groups: readonly Group[];
  /**
   * Index of each row's group; `noValue` for rows that no metric counts. The array is reused: it is valid until the
   * next call of `groupRows`, and can be longer than the number of rows.
   */
  readonly groupOfRow: Int32Array;
}

/** Reused memory for the groups by row, because allocating and clearing memory takes time in every batch. */
let groupOfRowMemory: Int32Array = new Int32Array(1024);

/**
 * Groups rows by the minute of their event and by series.
 *
 * @param now epoch milliseconds. Rows whose minute CloudWatch would reject are in no group
 * @returns groups whose `groupOfRow` is valid until the next call
 */
export function groupRows(columns: GroupColumns, rows: number, limit: SeriesLimit, now: number): Groups {
  if (groupOfRowMemory.length < rows) groupOfRowMemory = new Int32Array(rows * 2);
  const groupOfRow = groupOfRowMemory;
  const { timestamp, cacheBehavior } = columns;
  if (timestamp === undefined) return { groups: [], groupOfRow: groupOfRow.fill(noValue, 0, rows) };

  const { codes: timeCodes, values: times } = timestamp;
  const hosts = readHosts(columns);
  const behaviorCodes = cacheBehavior?.codes;
  const behaviors = (cacheBehavior?.entries ?? 0) + 1;
  const finder = new GroupFinder(hosts.names, cacheBehavior, limit, now);
  // The last groups of each pair of host and behavior are cached, one for an even and one for an odd minute. Records
  // arrive nearly in the order of their times, so neighboring minutes alternate for a while.
  const places = Math.min(hosts.names.length * behaviors * 2, maxPlaces);
  const lastPairs = new Float64Array(places);
  const lastMinutes = new Float64Array(places).fill(-1);
  const lastGroups = new Int32Array(places);
  let minute = 0;
  let minuteEnd = 0;
  let isOdd = 0;
  for (let row = 0; row < rows; row++) {
    const timeCode = timeCodes[row];
    if (timeCode === noValue) {
      groupOfRow[row] = noValue;
      continue;
    }
    const time = times[timeCode];
    if (time < minute || time >= minuteEnd) {
      minute = Math.floor(time / millisecondsPerMinute) * millisecondsPerMinute;
      minuteEnd = minute + millisecondsPerMinute;
      isOdd = (minute / millisecondsPerMinute) & 1;
    }
    const behavior = behaviorCodes === undefined ? 0 : behaviorCodes[row] + 1;
    const pair = hosts.hostOfRow(row) * behaviors + behavior;
    const ownPlace = pair * 2 + isOdd;
    const place = ownPlace < places ? ownPlace : ownPlace % places;
    if (lastMinutes[place] !== minute || lastPairs[place] !== pair) {
      lastMinutes[place] = minute;
      lastPairs[place] = pair;
      lastGroups[place] = finder.find(minute, pair);
    }
    groupOfRow[row] = lastGroups[place];
  }
  return { groups: finder.groups, groupOfRow };
}

/** Finds or creates the group of a minute, a host, and a cache behavior. */
class GroupFinder {
  readonly groups: Group[] = [];
  readonly #hostNames: readonly string[];
  readonly #cacheBehavior: TextColumn | undefined;
  readonly #limit: SeriesLimit;
  readonly #now: number;
  readonly #byKey = new Map<string, number>();

  constructor(
    hostNames: readonly string[],
    cacheBehavior: TextColumn | undefined,
    limit: SeriesLimit,
    now: number,
  ) {
    this.#hostNames = hostNames;
    this.#cacheBehavior = cacheBehavior;
    this.#limit = limit;
    this.#now = now;
  }

  /** @param pair index of the host times the number of behaviors, plus the behavior's code plus one (0 if absent) */
  find(minute: number, pair: number): number {
    if (!isAcceptedTime(minute, this.#now)) return noValue;
    const behaviors = (this.#cacheBehavior?.entries ?? 0) + 1;
    const series = this.#series(Math.floor(pair / behaviors), pair % behaviors);
    const key = `${minute} ${series.distribution} ${series.cacheBehavior}`;
    const group = this.#byKey.get(key) ?? this.groups.push({ minute, series }) - 1;
    this.#byKey.set(key, group);
    return group;
  }

  #series(host: number, behavior: number): Series {
    // In the name of a series, a space separates distribution and cache behavior, so a host can't contain one.
    const distribution = dimensionValue(this.#hostNames[host]).replaceAll(' ', '?');
    if (this.#cacheBehavior === undefined) return this.#limit.admit({ distribution });
    const pattern = behavior === 0 ? '' : this.#cacheBehavior.entryText(behavior - 1);
    return this.#limit.admit({ distribution, cacheBehavior: dimensionValue(pattern) });
  }
}
