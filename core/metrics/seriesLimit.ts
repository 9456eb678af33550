/** Name that combines all distributions or cache behaviors beyond the limit. */
export const otherSeries = 'other';

/** A distribution or one of its cache behaviors. */
export interface Series {
  readonly distribution: string;
  readonly cacheBehavior?: string | undefined;
}

/**
 * Name of a series in the configuration: `d111111abcdef8.cloudfront.net` or `d111111abcdef8.cloudfront.net /images/*`.
 */
export type SeriesName = string;

/**
 * Decides which series have separate metrics. Every series costs money every month, so their number is limited:
 * configured series come first, then others in the order of appearance. The rest are counted as `other`. One
 * process uses one instance.
 */
export class SeriesLimit {
  readonly #max: number;
  readonly #admitted: Set<SeriesName>;

  /**
   * @param max the most series. A distribution and each of its cache behaviors count as one each
   * @param configured series that are always included, even if they don't appear
   */
  constructor(max: number, configured: readonly SeriesName[] = []) {
    this.#max = max;
    this.#admitted = new Set(withDistributions(configured).slice(0, max));
  }

  /** Returns the series that a request is counted for. */
  admit({ distribution, cacheBehavior }: Series): Series {
    const admitted = this.#admit(distribution) ? distribution : otherSeries;
    if (cacheBehavior === undefined) return { distribution: admitted };
    const ownSeries = admitted !== otherSeries && this.#admit(`${admitted} ${cacheBehavior}`);
    return { distribution: admitted, cacheBehavior: ownSeries ? cacheBehavior : otherSeries };
  }

  #admit(name: SeriesName): boolean {
    if (this.#admitted.has(name)) return true;
    if (this.#admitted.size >= this.#max) return false;
    this.#admitted.add(name);
    return true;
  }
}

/** Inserts each cache behavior's distribution before it, because a cache behavior needs its distribution. */
export function withDistributions(names: readonly SeriesName[]): SeriesName[] {
  return [...new Set(names.flatMap((name) => [distributionOf(name), name]))];
}

function distributionOf(name: SeriesName): SeriesName {
  return name.split(' ', 1)[0];
}
