import type { FacetName } from './facets/facets.ts';

/** One value of one facet. */
export interface FacetValue {
  readonly facet: FacetName;
  readonly value: string;
}

/** `n` requests, and `k`, which the measure counts: events, or the amount of a volume. */
export interface Count {
  readonly n: number;
  readonly k: number;
}

/**
 * Counts of one facet value. The first is for the selection, the others are for the baseline's stretches, which are
 * parts of equal length.
 */
export interface FacetCell extends FacetValue {
  readonly counts: readonly Count[];
}

/** A source's first result: the counts of single values. */
export interface SingleCells {
  /** Counts of all requests, in the same windows as those of the cells. */
  readonly totals: readonly Count[];
  /** Sum of the squares of all requests' amounts. For events, this equals their number. */
  readonly squares: number;
  /** Threshold of a latency, in seconds: the 95th percentile of the baseline. */
  readonly threshold?: number;
  /**
   * Contains at least the values with the largest excess of `k` over the baseline's overall share, in each window. A
   * value that is absent was not among them.
   */
  readonly cells: readonly FacetCell[];
}

/** Counts of the requests that match exactly the same subset of the given values. */
export interface MaskCell {
  /** Bit mask: the sum of 2^i over each value `i` that the requests match. */
  readonly mask: number;
  readonly selection: Count;
  readonly baseline: Count;
}

/** Sums over a group's clients, in one window. */
export interface ClientSums {
  /** Number of clients with requests, and of clients with events or an amount. */
  readonly clients: number;
  readonly affected: number;
  readonly n: number;
  readonly k: number;
  /** Sums of n², k² and k·n. */
  readonly nn: number;
  readonly kk: number;
  readonly kn: number;
}

/** How a group's requests are distributed over clients. */
export interface ClientSpread {
  /** Clients with at least one request in either window. */
  readonly clients: number;
  readonly selection: ClientSums;
  readonly baseline: ClientSums;
  /** Sum over clients of the selection's `k` times the baseline's `k`. */
  readonly product: number;
  /** How much more likely the clients' events are with the group's growth: the sum of the limited logarithms. */
  readonly likelihood: number;
}

/**
 * Growth of a group's share of events between an earlier and a later window: a part of the requests that had no event
 * have one now.
 */
export interface RateGrowth {
  /** The group's share of events in the earlier window, above 0. */
  readonly usual: number;
  /** Factor by which the share of events grew in the rest of the traffic. At least 1. */
  readonly drift: number;
  /** The part of the requests without an event that have one because of the growth. Below 1. */
  readonly added: number;
  /** Whether the baseline is the later window. */
  readonly falls: boolean;
}

/** A group whose clients are analyzed. */
export interface ClientGroup {
  /** The values that all its requests have. */
  readonly values: readonly FacetValue[];
  /** The growth of the group's share of events; undefined for a volume. */
  readonly growth?: RateGrowth | undefined;
}

/** Query strings of a path's cache misses, in one window. */
export interface MissedQueries {
  /** Number of cache misses that have a query string, and of the different query strings among them. */
  readonly misses: number;
  readonly queries: number;
}

/** Query strings of a path's cache misses. */
export interface PathQueries {
  readonly path: string;
  readonly selection: MissedQueries;
  readonly baseline: MissedQueries;
}

/** Computes the counts that an explanation needs, from rows in memory or with SQL. */
export interface InsightSource {
  /** Returns the cells of each facet value. */
  readonly singles: () => Promise<SingleCells>;
  /** Counts requests by which of the values (at most 52) they match. Masks without requests are omitted. */
  readonly masks: (values: readonly FacetValue[]) => Promise<readonly MaskCell[]>;
  /**
   * Returns how each group's requests are distributed over clients. Returns undefined if clients are not known.
   */
  readonly clients: (groups: readonly ClientGroup[]) => Promise<readonly ClientSpread[] | undefined>;
  /** Returns the query strings of paths with many cache misses, if the source can count them. */
  readonly queries?: () => Promise<readonly PathQueries[]>;
}

/** Adds counts. */
export function sumCounts(counts: Iterable<Count>): Count {
  let n = 0;
  let k = 0;
  for (const count of counts) {
    n += count.n;
    k += count.k;
  }
  return { n, k };
}

/** Subtracts a part from a count. */
export function subtractCount(count: Count, part: Count): Count {
  return { n: count.n - part.n, k: count.k - part.k };
}
