import type { FacetName } from './facets.ts';

/** One value of one facet. */
export interface FacetValue {
  readonly facet: FacetName;
  readonly value: string;
}

/** Requests, and what the measure counts of them: events, or the amount of a volume. */
export interface Count {
  readonly n: number;
  readonly k: number;
}

/**
 * Counts of one facet value: the first of the selection, the others of the baseline's stretches, which are parts
 * of equal length.
 */
export interface FacetCell extends FacetValue {
  readonly counts: readonly Count[];
}

/** What a source says first. */
export interface SingleCells {
  /** All requests, in the same windows as those of the cells. */
  readonly totals: readonly Count[];
  /** Sum of the squares of the amounts of all requests; for events the same as their number. */
  readonly squares: number;
  /** Threshold of a latency, in seconds: the 95th percentile of the baseline. */
  readonly threshold?: number;
  /**
   * At least the values with the largest excess of `k` over the baseline's overall share, in each window. A value
   * that is absent here was not among them.
   */
  readonly cells: readonly FacetCell[];
}

/** Counts of the requests that have exactly the same ones of the values that were asked about. */
export interface MaskCell {
  /** Sum of 2^i of the values `i` that the requests have. */
  readonly mask: number;
  readonly selection: Count;
  readonly baseline: Count;
}

/** Sums over the clients of a group, in one window. */
export interface ClientSums {
  /** Clients with requests, and those of them with events or an amount. */
  readonly clients: number;
  readonly affected: number;
  readonly n: number;
  readonly k: number;
  /** Sums of n², k² and k·n. */
  readonly nn: number;
  readonly kk: number;
  readonly kn: number;
}

/** How the requests of a group are spread over clients. */
export interface ClientSpread {
  /** Clients with at least one request in either window. */
  readonly clients: number;
  readonly selection: ClientSums;
  readonly baseline: ClientSums;
  /** Sum of k of the selection times k of the baseline. */
  readonly product: number;
}

/** Answers what an explanation asks: over rows in memory, or by SQL. */
export interface InsightSource {
  /** Cells of each facet value. */
  readonly singles: () => Promise<SingleCells>;
  /** Counts by which of the values (at most 52) requests have; masks without requests are left out. */
  readonly masks: (values: readonly FacetValue[]) => Promise<readonly MaskCell[]>;
  /** How groups, each of requests that have all its values, are spread over clients; undefined if clients are not known. */
  readonly clients: (
    groups: readonly (readonly FacetValue[])[],
  ) => Promise<readonly ClientSpread[] | undefined>;
}

/** Sum of counts. */
export function sumCounts(counts: Iterable<Count>): Count {
  let n = 0;
  let k = 0;
  for (const count of counts) {
    n += count.n;
    k += count.k;
  }
  return { n, k };
}

/** What is left of a count without a part of it. */
export function minusCount(count: Count, part: Count): Count {
  return { n: count.n - part.n, k: count.k - part.k };
}
