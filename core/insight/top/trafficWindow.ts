import { DistinctCounts, hashOf } from '../cacheBusting/distinctCounts.ts';
import { isAvoidableMiss, pathAndQuery } from '../cacheBusting/missedQueries.ts';
import type { Facet, FacetName, ReadValue } from '../facets/facets.ts';
import { missTypes } from '../measures.ts';
import { HeavyHitters } from './heavyHitters.ts';
import { LatencyBuckets } from './latencyBuckets.ts';
import type { Ranking } from './rankings.ts';
import { SliceList, type TopKey } from './sliceList.ts';

/** Result types of cache hits. */
const hitTypes: readonly string[] = ['Hit', 'RefreshHit', 'OriginShieldHit'];

/** Number of clients in each slice whose requests are counted. */
const maxClients = 400;

/** Number of paths in each slice whose query strings are counted. */
const maxPaths = 50;

/** Number of characters of a key to keep, which bounds the memory. */
const longestKey = 200;

/** Number of distinct values of a field whose facet values are cached. */
const maxRemembered = 20_000;

/** Totals of a window. */
export interface TrafficSums {
  requests: number;
  bytes: number;
  clientErrors: number;
  serverErrors: number;
  hits: number;
  misses: number;
}

/** The amount that a request adds to each sum that lists can be ranked by. */
type Amounts = Record<Exclude<Ranking, 'queries' | 'peak'>, number>;

/** Summary of a window. */
export interface TrafficSummary {
  readonly sums: TrafficSums;
  /** Time to first byte, in seconds; undefined if it is not logged or there are no requests. */
  readonly firstByte: { readonly p50: number; readonly p95: number; readonly p99: number } | undefined;
  /** The values of each facet, largest first. */
  readonly lists: ReadonlyMap<FacetName, readonly TopKey[]>;
  /** The weight of all requests. The shares of the listed values refer to it. */
  readonly whole: number;
  /** Requests of each client in each second. Keys are the second, a space, and the address. */
  readonly clientSeconds: HeavyHitters;
  /** Different query strings of cache misses, by path. */
  readonly missedQueries: DistinctCounts;
}

interface Slice {
  readonly number: number;
  readonly sums: TrafficSums;
  readonly latencies: LatencyBuckets;
  readonly lists: readonly SliceList[];
  /** Of all requests, what lists have of each value. */
  readonly whole: SliceList;
  readonly clientSeconds: HeavyHitters;
  readonly missedQueries: DistinctCounts;
}

/** Settings of a window. */
export interface WindowSettings {
  readonly facets: readonly Facet[];
  readonly ranking: Ranking;
  /** Length of the window and of its slices, in milliseconds. */
  readonly length: number;
  readonly slice: number;
  /** Field that contains the result type, if logged. */
  readonly resultField: string | undefined;
}

/**
 * Summarizes the traffic of the last seconds or minutes in bounded memory. Divides time into slices and drops the
 * oldest.
 */
export class TrafficWindow {
  readonly settings: WindowSettings;
  readonly #slices = new Map<number, Slice>();
  readonly #remembered: readonly Map<string | number | null, string | null>[];

  constructor(settings: WindowSettings) {
    this.settings = settings;
    this.#remembered = settings.facets.map(() => new Map());
  }

  /** Adds a request. @param arrival epoch milliseconds */
  add(arrival: number, read: ReadValue): void {
    const slice = this.#sliceOf(arrival);
    const amounts = this.#addSums(slice, read);
    const client = read('c-ip');
    if (client !== null) slice.clientSeconds.add(`${Math.floor(arrival / 1000)} ${client}`);
    if (amounts.misses > 0) this.#addMissedQuery(slice, read);
    const amount = this.#amountOf(amounts, read);
    if (amount === undefined) return;
    slice.whole.add('', amount);
    for (const [index, facet] of this.settings.facets.entries()) {
      const key = this.#keyOf(index, facet, read(facet.field.name));
      if (key !== null) slice.lists[index]?.add(key, amount);
    }
  }

  /** Summarizes the window that ends at a time, in epoch milliseconds, and drops older slices. */
  summarize(end: number): TrafficSummary {
    const last = Math.floor(end / this.settings.slice);
    const first = last - Math.round(this.settings.length / this.settings.slice) + 1;
    for (const number of this.#slices.keys()) if (number < first) this.#slices.delete(number);
    const slices = [...this.#slices.values()].filter(({ number }) => number <= last);
    const sums = emptySums();
    const latencies = new LatencyBuckets();
    const { ranking, facets } = this.settings;
    const clientSeconds = new HeavyHitters(maxClients);
    const missedQueries = new DistinctCounts(maxPaths);
    for (const slice of slices) {
      clientSeconds.merge(slice.clientSeconds);
      missedQueries.merge(slice.missedQueries);
      for (const name of Object.keys(sums) as (keyof TrafficSums)[]) sums[name] += slice.sums[name];
      latencies.merge(slice.latencies);
    }
    const [whole] = SliceList.combine(
      ranking,
      slices.map((slice) => slice.whole),
    );
    const list = (index: number) =>
      SliceList.combine(
        ranking,
        slices.flatMap(({ lists }) => lists[index] ?? []),
      );
    return {
      sums,
      firstByte: latencies.count === 0 ? undefined : latencies.percentiles(),
      clientSeconds,
      missedQueries,
      whole: whole?.weight ?? 0,
      lists: new Map(facets.map(({ name }, index) => [name, list(index)])),
    };
  }

  #sliceOf(arrival: number): Slice {
    const number = Math.floor(arrival / this.settings.slice);
    let slice = this.#slices.get(number);
    if (slice === undefined) {
      const { facets, ranking } = this.settings;
      slice = {
        number,
        sums: emptySums(),
        latencies: new LatencyBuckets(),
        lists: facets.map(() => new SliceList(ranking)),
        whole: new SliceList(ranking),
        clientSeconds: new HeavyHitters(maxClients),
        missedQueries: new DistinctCounts(maxPaths),
      };
      this.#slices.set(number, slice);
    }
    return slice;
  }

  /** What a request adds to the lists; undefined if it adds nothing. */
  #amountOf(amounts: Amounts, read: ReadValue): number | undefined {
    const { ranking } = this.settings;
    if (ranking === 'peak') return 1;
    if (ranking !== 'queries') return amounts[ranking] > 0 ? amounts[ranking] : undefined;
    const { path, query } = pathAndQuery(read);
    return query === '' ? undefined : hashOf(`${path}?${query}`);
  }

  #addSums({ sums, latencies }: Slice, read: ReadValue): Amounts {
    const { resultField } = this.settings;
    const status = Number(read('sc-status') ?? 0);
    const result = resultField === undefined ? '' : String(read(resultField));
    const bytes = Number(read('sc-bytes') ?? 0);
    const firstByte = read('time-to-first-byte');
    const amounts = {
      requests: 1,
      bytes,
      misses: missTypes.includes(result) ? 1 : 0,
      '4xx': status >= 400 && status < 500 ? 1 : 0,
      '5xx': status >= 500 && status < 600 ? 1 : 0,
    };
    sums.requests++;
    sums.bytes += bytes;
    sums.clientErrors += amounts['4xx'];
    sums.serverErrors += amounts['5xx'];
    sums.misses += amounts.misses;
    if (hitTypes.includes(result)) sums.hits++;
    if (typeof firstByte === 'number') latencies.add(firstByte);
    return amounts;
  }

  #addMissedQuery({ missedQueries }: Slice, read: ReadValue): void {
    const { resultField } = this.settings;
    if (resultField === undefined || !isAvoidableMiss(read, resultField)) return;
    const { path, query } = pathAndQuery(read);
    if (query !== '') missedQueries.add(path, query);
  }

  #keyOf(index: number, facet: Facet, raw: string | number | null): string | null {
    const remembered = this.#remembered[index];
    let key = remembered.get(raw);
    if (key === undefined) {
      key = facet.read(raw)?.slice(0, longestKey) ?? null;
      if (remembered.size >= maxRemembered) remembered.clear();
      remembered.set(raw, key);
    }
    return key;
  }
}

const emptySums = (): TrafficSums => ({
  requests: 0,
  bytes: 0,
  clientErrors: 0,
  serverErrors: 0,
  hits: 0,
  misses: 0,
});
