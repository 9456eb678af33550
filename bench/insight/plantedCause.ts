import type { FacetValue } from '../../core/insight/cells.ts';
import type { FacetName } from '../../core/insight/facets/facets.ts';
import type { Measure } from '../../core/insight/measures.ts';
import type { Random } from '../../harness/random.ts';
import type { Requests } from './requests.ts';

/** A change in a group of requests that is planted into a window. */
export interface PlantedCause {
  readonly values: readonly FacetValue[];
  /** Factor for the group's errors, requests, or seconds. */
  readonly factor: number;
}

/** Facets in which causes are planted. */
const planted: readonly FacetName[] = [
  'path',
  'behavior',
  'country',
  'asn',
  'edge',
  'agent',
  'bot',
  'method',
  'http-version',
  'origin',
  'host',
  'content-type',
];

/** Factors for errors, or for requests and seconds. */
const magnitudes = {
  ratio: [2, 5, 10, 30, 100],
  volume: [1.5, 2, 3, 5, 10],
  latency: [1.5, 2, 3, 5, 10],
} as const;

/** Minimum and maximum part of the traffic for a planted group. */
const minPart = 0.0005;
const maxPart = 0.2;

/**
 * Chooses a cause: a request's values of one or two facets whose group is an allowed part of the traffic. All
 * magnitudes of parts are equally likely.
 */
export function choosePlantedCause(
  requests: Requests,
  { kind, without }: Measure,
  random: Random,
): PlantedCause {
  const names = planted.filter((name) => requests.facets.has(name) && !without.includes(name));
  for (;;) {
    const goal = minPart * (maxPart / minPart) ** random.next();
    const row = random.below(requests.rows);
    const first = random.pick(names);
    const second = random.pick(names);
    const chosen = random.happens(0.4) && first !== second ? [first, second] : [first];
    const values = chosen.flatMap((facet) => valueAt(requests, facet, row));
    const part = rowsOf(requests, values).length / requests.rows;
    const isPair = values.length === 1 || isProperPair(requests, values, part);
    if (
      values.length === chosen.length &&
      isPair &&
      part >= Math.max(minPart, goal / 2) &&
      part <= Math.min(maxPart, goal * 2)
    ) {
      return { values, factor: random.pick(magnitudes[kind]) };
    }
  }
}

/** Returns whether neither value of a pair alone selects nearly the same requests as both together. */
function isProperPair(requests: Requests, values: readonly FacetValue[], part: number): boolean {
  return values.every((value) => part < 0.7 * (rowsOf(requests, [value]).length / requests.rows));
}

function valueAt({ facets }: Requests, facet: FacetName, row: number): FacetValue[] {
  const { codes, values } = facets.get(facet) ?? { codes: [], values: [] };
  const value = values[codes[row] ?? -1];
  return value === undefined ? [] : [{ facet, value }];
}

/** Returns the rows of a group. */
export function rowsOf({ rows, facets }: Requests, values: readonly FacetValue[]): number[] {
  const wanted = values.map(({ facet, value }) => {
    const { codes, values: texts } = facets.get(facet) ?? { codes: new Int32Array(rows), values: [] };
    return { codes, code: texts.indexOf(value) };
  });
  const found: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (wanted.every(({ codes, code }) => codes[row] === code)) found.push(row);
  }
  return found;
}
