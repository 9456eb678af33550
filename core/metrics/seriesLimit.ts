/** Name for all distributions or cache behaviors beyond the limit. */
export const otherSeries = 'other';

/** A series: a distribution, or a cache behavior of it. */
export interface Series {
  readonly distribution: string;
  readonly cacheBehavior?: string | undefined;
}

/** A series as a configuration names it: `d111111abcdef8.cloudfront.net` or `d111111abcdef8.cloudfront.net /images/*`. */
export type SeriesName = string;

/**
 * Which series have metrics of their own. Every series costs money every month, so their number is limited:
 * the configured ones come first, others as they appear, the rest are counted as `other`. One limit is kept as
 * long as the process lives.
 */
export class SeriesLimit {
  readonly #most: number;
  readonly #admitted: Set<SeriesName>;

  /**
   * @param most number of series, a distribution and each of its cache behaviors being one each
   * @param configured series that have a place whether they appear or not
   */
  constructor(most: number, configured: readonly SeriesName[] = []) {
    this.#most = most;
    this.#admitted = new Set(withDistributions(configured).slice(0, most));
  }

  /** The series that a request counts for. */
  admit({ distribution, cacheBehavior }: Series): Series {
    const admitted = this.#admit(distribution) ? distribution : otherSeries;
    if (cacheBehavior === undefined) return { distribution: admitted };
    const ownSeries = admitted !== otherSeries && this.#admit(`${admitted} ${cacheBehavior}`);
    return { distribution: admitted, cacheBehavior: ownSeries ? cacheBehavior : otherSeries };
  }

  #admit(name: SeriesName): boolean {
    if (this.#admitted.has(name)) return true;
    if (this.#admitted.size >= this.#most) return false;
    this.#admitted.add(name);
    return true;
  }
}

/** Series, each cache behavior after its distribution, without which it has no place of its own. */
export function withDistributions(names: readonly SeriesName[]): SeriesName[] {
  return [...new Set(names.flatMap((name) => [distributionOf(name), name]))];
}

function distributionOf(name: SeriesName): SeriesName {
  return name.split(' ', 1)[0];
}
