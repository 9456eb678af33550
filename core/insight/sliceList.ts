import { DistinctCounts } from './distinctCounts.ts';
import { type HeavyHitter, HeavyHitters } from './heavyHitters.ts';
import type { Ranking } from './rankings.ts';

/** Keys of each facet that a slice keeps; fewer of them if each has a sketch. */
const capacity = 400;
const sketchCapacity = 50;

/** A value of a list. */
export interface TopKey {
  readonly key: string;
  readonly weight: number;
  /**
   * How inexact the weight is. A weight is never too small and at most this much too large; only of `queries`, it is the
   * standard error of an estimate.
   */
  readonly error: number;
}

/** What a slice of time keeps of one facet. */
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
   * @param amount what is added up; of `queries`, the hash of the path and the query string
   */
  add(key: string, amount: number): void {
    this.#hitters?.add(key, amount);
    this.#queries?.addHash(key, amount);
  }

  /** The keys of all slices together, largest first. */
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

/** The largest weight that each key has in one slice. Any key above 1/400 of a slice's requests is among them. */
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
