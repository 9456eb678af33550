import type { Filter, Question } from '../questions/question.ts';
import { absentCode, type Dictionary } from './dictionary.ts';
import type { Codes, Segment } from './segment.ts';

/** Rows of a segment that are selected: the first `count` of `rows`, ascending. */
export interface SelectedRows {
  readonly segment: Segment;
  readonly rows: Uint32Array;
  readonly count: number;
}

/** Rows that a question selects. */
export interface Selection {
  readonly matching: readonly SelectedRows[];
  /**
   * For each filtered facet, by id: the rows that only its own filter leaves out. The facet's list counts
   * them together with `matching`, so that alternatives to a chosen value remain visible.
   */
  readonly excludedByOwnFilter: ReadonlyMap<string, readonly SelectedRows[]>;
}

interface CodedFilter {
  readonly facet: string;
  /** 1 for each code that matches the filter. */
  readonly allowed: Uint8Array;
}

/** Selects rows by time and filters. */
export function selectRows(
  segments: readonly Segment[],
  dictionaries: ReadonlyMap<string, Dictionary>,
  { from, to, filters }: Question,
): Selection {
  const coded = filters.map((filter) => codeFilter(filter, dictionaries));
  const matching: SelectedRows[] = [];
  const excludedByOwnFilter = new Map(coded.map(({ facet }) => [facet, [] as SelectedRows[]]));
  for (const segment of segments) {
    if (segment.rows === 0 || !(segment.lastTime >= from && segment.firstTime < to)) continue;
    const found = selectOfSegment(segment, from, to, coded);
    if (found[0].count > 0) matching.push(found[0]);
    coded.forEach(({ facet }, index) => {
      if (found[index + 1].count > 0) excludedByOwnFilter.get(facet)?.push(found[index + 1]);
    });
  }
  return { matching, excludedByOwnFilter };
}

/** Returns the rows that match all filters, and for each filter the rows that only this filter leaves out. */
function selectOfSegment(
  segment: Segment,
  from: number,
  to: number,
  filters: readonly CodedFilter[],
): SelectedRows[] {
  const { rows, times } = segment;
  const columns = filters.map(({ facet }) => segment.codes.get(facet));
  const lists = [new Uint32Array(rows), ...filters.map(() => new Uint32Array(rows))];
  const counts = new Uint32Array(filters.length + 1);
  if (filters.length === 0) {
    counts[0] = selectByTime(times, rows, from, to, lists[0]);
  } else {
    for (let row = 0; row < rows; row++) {
      const time = times[row];
      if (!(time >= from && time < to)) continue;
      let place = 0;
      for (let index = 0; index < filters.length; index++) {
        const code = codeAt(columns[index], row);
        if (filters[index].allowed[code] === 1) continue;
        if (place !== 0) {
          place = -1;
          break;
        }
        place = index + 1;
      }
      if (place >= 0) lists[place][counts[place]++] = row;
    }
  }
  return lists.map((list, index) => ({ segment, rows: list, count: counts[index] }));
}

function selectByTime(times: Float64Array, rows: number, from: number, to: number, list: Uint32Array) {
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const time = times[row];
    if (time >= from && time < to) list[count++] = row;
  }
  return count;
}

function codeAt(column: Codes | undefined, row: number): number {
  return column === undefined ? absentCode : column[row];
}

function codeFilter(filter: Filter, dictionaries: ReadonlyMap<string, Dictionary>): CodedFilter {
  const dictionary = dictionaries.get(filter.facet);
  const codes = (values: readonly (string | null)[]) =>
    values.map((value) => dictionary?.find(value) ?? (value === null ? absentCode : -1));
  const allowed = new Uint8Array(dictionary?.size ?? 1).fill(filter.include.length === 0 ? 1 : 0);
  for (const code of codes(filter.include)) if (code >= 0) allowed[code] = 1;
  for (const code of codes(filter.exclude)) if (code >= 0) allowed[code] = 0;
  return { facet: filter.facet, allowed };
}
