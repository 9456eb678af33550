import { statusClass } from '../../core/metrics/rowClasses.ts';
import type { FacetAnswer, FacetValue } from '../questions/answer.ts';
import type { Filter } from '../questions/question.ts';
import { absentCode, type Dictionary } from './dictionary.ts';
import { type Codes, statusBits } from './segment.ts';
import type { SelectedRows } from './selection.ts';

/** Number of counts per code: requests, 4xx, and 5xx. */
const width = 3;

/** Counts requests by value of a facet. Each code has three counts: requests, 4xx, and 5xx. */
export function countCodes(facet: string, size: number, selected: readonly SelectedRows[]): Uint32Array {
  const counts = new Uint32Array(size * width);
  for (const { segment, rows, count } of selected) {
    const codes = segment.codes.get(facet);
    if (codes === undefined) countAbsent(segment.kinds, rows, count, counts);
    else countSegment(codes, segment.kinds, rows, count, counts);
  }
  return counts;
}

/** Returns the most frequent values of a facet, and the values in its filter regardless of their frequency. */
export function topValues(
  facet: string,
  dictionary: Dictionary,
  counts: Uint32Array,
  filter: Filter | undefined,
  max: number,
): FacetAnswer {
  let distinct = 0;
  let requests = 0;
  const top: number[] = [];
  for (let code = 0; code < dictionary.size; code++) {
    const count = counts[code * width];
    if (count === 0) continue;
    distinct++;
    requests += count;
    if (top.length < max || count > counts[(top.at(-1) as number) * width]) {
      insert(top, code, counts);
      if (top.length > max) top.pop();
    }
  }
  const answerOf = (code: number, value = dictionary.text(code)): FacetValue => ({
    value,
    requests: counts[code * width] ?? 0,
    clientErrors: counts[code * width + 1] ?? 0,
    serverErrors: counts[code * width + 2] ?? 0,
  });
  const chosen = [...(filter?.include ?? []), ...(filter?.exclude ?? [])]
    .map((value) => ({ value, code: dictionary.find(value) }))
    .filter(({ code }) => code === undefined || !top.includes(code))
    .map(({ value, code }) => answerOf(code ?? dictionary.size, value));
  return { facet, distinct, requests, values: [...top.map((code) => answerOf(code)), ...chosen] };
}

function countSegment(
  codes: Codes,
  kinds: Uint8Array,
  rows: Uint32Array,
  count: number,
  counts: Uint32Array,
): void {
  for (let place = 0; place < count; place++) {
    const row = rows[place];
    const at = codes[row] * width;
    counts[at]++;
    const kind = kinds[row] & statusBits;
    if (kind >= statusClass.clientError) counts[at + kind - statusClass.clientError + 1]++;
  }
}

function countAbsent(kinds: Uint8Array, rows: Uint32Array, count: number, counts: Uint32Array): void {
  for (let place = 0; place < count; place++) {
    const kind = kinds[rows[place]] & statusBits;
    counts[absentCode * width]++;
    if (kind >= statusClass.clientError) counts[absentCode * width + kind - statusClass.clientError + 1]++;
  }
}

/** Inserts a code into a list in descending order of counts. Among equal counts, the earlier code comes first. */
function insert(top: number[], code: number, counts: Uint32Array): void {
  let place = top.length;
  while (place > 0 && counts[top[place - 1] * width] < counts[code * width]) place--;
  top.splice(place, 0, code);
}
