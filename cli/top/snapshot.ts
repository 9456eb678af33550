import { type CacheBusting, findCacheBusting } from '../../core/insight/cacheBusting/cacheBusting.ts';
import { type FacetName, facetRank } from '../../core/insight/facets/facets.ts';
import type { Ranking } from '../../core/insight/top/rankings.ts';
import type { TrafficSummary } from '../../core/insight/top/trafficWindow.ts';

/** The content of `cfrl top` at a time. Rates are of the records that were read; `partRead` is their part of all records. */
export interface Snapshot {
  /** End of the window, ISO 8601, UTC. */
  readonly time: string;
  /** Length of the window that was read, in seconds. */
  readonly seconds: number;
  /** Part of the window's records that was read, 0 to 1. */
  readonly partRead: number;
  /** Number of shards, and how many of them have records in the window that were not read. */
  readonly shards: { readonly all: number; readonly incomplete: number };
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly bytesPerSecond: number;
  readonly rate4xx: number;
  readonly rate5xx: number;
  /** Hits divided by hits and misses; null if there are none. */
  readonly hitRatio: number | null;
  /** Time to first byte in milliseconds; null if it isn't logged, or there are no requests. */
  readonly firstByte: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  readonly ranking: Ranking;
  readonly lists: Readonly<Partial<Record<FacetName, readonly TopValue[]>>>;
  /** Clients, sorted by the requests in their busiest second. */
  readonly peaks: readonly ClientPeak[];
  /** Paths whose requests miss the cache because nearly every request has a new query string. */
  readonly cacheBusting: readonly CacheBusting[];
}

/** Requests of a client in its busiest second. */
export interface ClientPeak {
  readonly client: string;
  /** Never too small, and too large by at most `error`. */
  readonly requestsPerSecond: number;
  readonly error: number;
}

/** A value in a list. */
export interface TopValue {
  readonly value: string;
  /**
   * The measure by which the list is ranked; for `peak`, the requests in the value's busiest second. It is never too small,
   * and too large by at most `error`. For `queries`, it is an estimate, and `error` is its standard error.
   */
  readonly count: number;
  readonly error: number;
  /** Part of the window's total; for `peak`, of the requests in the busiest second. */
  readonly share: number;
}

/** Input of `takeSnapshot`. */
export interface SnapshotParts {
  readonly summary: TrafficSummary;
  readonly ranking: Ranking;
  readonly from: number;
  readonly to: number;
  readonly partRead: number;
  readonly shards: Snapshot['shards'];
  /** Number of requests that each record represents. */
  readonly scale: number;
  /** Number of values in each list. */
  readonly rows: number;
}

/** Returns the snapshot of a window. */
export function takeSnapshot(parts: SnapshotParts): Snapshot {
  const { summary, ranking, from, to, partRead, shards, scale, rows } = parts;
  const { requests, bytes, clientErrors, serverErrors, hits, misses } = summary.sums;
  const seconds = Math.max(0.001, (to - from) / 1000);
  const milliseconds = (value: number) => Math.round(value * 1000);
  // The number of further query strings in requests that weren't sampled is unknown.
  const listScale = ranking === 'queries' ? 1 : scale;
  const lists = [...summary.lists].sort(([a], [b]) => facetRank(a) - facetRank(b));
  return {
    time: new Date(to).toISOString(),
    seconds: round(seconds),
    partRead: round(partRead),
    shards,
    requests: Math.round(scale * requests),
    requestsPerSecond: round((scale * requests) / seconds),
    bytesPerSecond: round((scale * bytes) / seconds),
    rate4xx: round(ratio(clientErrors, requests)),
    rate5xx: round(ratio(serverErrors, requests)),
    hitRatio: hits + misses === 0 ? null : round(hits / (hits + misses)),
    firstByte:
      summary.firstByte === undefined
        ? null
        : {
            p50: milliseconds(summary.firstByte.p50),
            p95: milliseconds(summary.firstByte.p95),
            p99: milliseconds(summary.firstByte.p99),
          },
    ranking,
    peaks: peaksOf(summary, scale).slice(0, rows),
    cacheBusting: findCacheBusting(summary.missedQueries.top(rows)),
    lists: Object.fromEntries(
      lists.map(([name, list]) => [
        name,
        list.slice(0, rows).map(({ key, weight, error }) => ({
          value: key,
          count: Math.round(listScale * weight),
          error: Math.round(listScale * error),
          share: Math.min(1, round(ratio(weight, summary.whole))),
        })),
      ]),
    ),
  };
}

function peaksOf({ clientSeconds }: TrafficSummary, scale: number): ClientPeak[] {
  const peaks = new Map<string, ClientPeak>();
  // The largest counts come first, so the first count of each client is its peak.
  for (const { key, weight, error } of clientSeconds.top(clientSeconds.size)) {
    const client = key.slice(key.indexOf(' ') + 1);
    if (!peaks.has(client))
      peaks.set(client, {
        client,
        requestsPerSecond: Math.round(scale * weight),
        error: Math.round(scale * error),
      });
  }
  return [...peaks.values()];
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
const round = (number: number) => Number(number.toPrecision(6));
