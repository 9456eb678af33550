import { DistinctCounts } from '../cacheBusting/distinctCounts.ts';
import { type HeavyHitter, HeavyHitters } from './heavyHitters.ts';
import type { Ranking } from './rankings.ts';

/** Maximum number of keys of a facet in a slice. */
const capacity = 400;

/** Maximum number of keys of a facet in a slice if each key has a sketch of its different items. */
const sketchCapacity = 50;

/** A value of a list. */
export interface TopKey {
  readonly key: string;
  readonly weight: number;
  /**
   * The largest amount by which the weight can be too high; it is never too low. For `queries`, the weight is an estimate,
   * and this is its standard error.
   */
  readonly error: number;
}

/** The values of one facet in one slice of time, with their weights, in bounded memory. */
export class SliceList {
  readonly #hitters: HeavyHitters | undefined;
  readonly #queries: DistinctCounts | undefined;

  constructor(ranking: Ranking) {
    if (ranking === 'queries') this.#queries = new DistinctCounts(sketchCapacity);
    else this.#hitters = new HeavyHitters(capacity);
  }

  /**
   * Adds a request.
   *
   * @param amount the weight to add; for `queries`, the hash of the path and the query string
   */
  add(key: string, amount: number): void {
    this.#hitters?.add(key, amount);
    this.#queries?.addHash(key, amount);
  }

  /** Returns the keys of several slices with their combined weights, largest first. */
  static combine(ranking: Ranking, slices: readonly SliceList[]): TopKey[] {
    if (ranking === 'queries') return distinctOf(slices.flatMap((slice) => slice.#queries ?? []));
    const hitters = slices.flatMap((slice) => slice.#hitters ?? []);
    return ranking === 'peak' ? peaksOf(hitters) : sumsOf(hitters);
  }
}

function sumsOf(slices: readonly HeavyHitters[]): HeavyHitter[] {
  const sums = new HeavyHitters(capacity);
  for (const slice of slices) sums.merge(slice);
  return sums.top(sums.size);
}

/** Returns each key with its largest weight in one slice. Keys with less than 1/400 of a slice's requests can be missing. */
function peaksOf(slices: readonly HeavyHitters[]): HeavyHitter[] {
  const peaks = new Map<string, HeavyHitter>();
  for (const slice of slices) {
    for (const hitter of slice.top(slice.size)) {
      if (hitter.weight > (peaks.get(hitter.key)?.weight ?? 0)) peaks.set(hitter.key, hitter);
    }
  }
  return [...peaks.values()]
    .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
    .slice(0, capacity);
}

function distinctOf(slices: readonly DistinctCounts[]): TopKey[] {
  const counts = new DistinctCounts(sketchCapacity);
  for (const slice of slices) counts.merge(slice);
  return counts
    .top(sketchCapacity)
    .map(({ key, distinct }) => ({ key, weight: distinct, error: counts.standardError(distinct) }));
}
