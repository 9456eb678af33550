import type { TimeSteps } from './timeSteps.ts';

/** Totals of the requests in a window. */
export interface Totals {
  /** Requests by status class, see `statusClass` in core/metrics: none, 000, 2xx, 3xx, 4xx, 5xx. */
  readonly byClass: readonly number[];
  readonly cacheHits: number;
  /** Requests that the cache could have answered: hits and misses. */
  readonly cacheLookups: number;
  /** Bytes sent to viewers. */
  readonly bytes: number;
  /** Percentiles of the time to first byte in milliseconds; null if no request has one. */
  readonly firstByte: Percentiles;
}

/** Percentiles by the nearest-rank method: exact up to 1 s, within 0.3% above. */
export interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** Totals by bar of the chart. Each array has one entry per bar. */
export interface Series {
  readonly steps: TimeSteps;
  /** Requests by status class, then by bar. */
  readonly byClass: readonly (readonly number[])[];
  readonly cacheHits: readonly number[];
  readonly cacheLookups: readonly number[];
  readonly bytes: readonly number[];
  readonly p50: readonly (number | null)[];
  readonly p95: readonly (number | null)[];
  readonly p99: readonly (number | null)[];
}

/** One value of a facet and its requests. */
export interface FacetValue {
  /** Null for an absent value. */
  readonly value: string | null;
  readonly requests: number;
  /** Responses of status 4xx. */
  readonly clientErrors: number;
  /** Responses of status 5xx. */
  readonly serverErrors: number;
}

/** The most frequent values of a facet, followed by the values in its filter. */
export interface FacetAnswer {
  readonly facet: string;
  /** Number of different values in the selection. */
  readonly distinct: number;
  /** Total requests of all values. */
  readonly requests: number;
  readonly values: readonly FacetValue[];
}

/** A path whose requests miss the cache because nearly every request has a new query string. */
export interface BustedPath {
  /** Path with `{id}` instead of identifiers. */
  readonly path: string;
  /** Number of its cache misses that have a query string, and of the different query strings among them. */
  readonly misses: number;
  readonly queries: number;
}

/** A request in the list. */
export interface RequestRow {
  /** Key for reading the request's other fields. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly status: string | null;
  readonly method: string | null;
  readonly host: string | null;
  readonly path: string | null;
  readonly country: string | null;
  readonly edge: string | null;
  readonly result: string | null;
  readonly firstByte: number | null;
  readonly bytes: number;
}

/** Tiles and chart of all requests of a window, from metrics. */
export interface Overview {
  readonly series: Series;
  readonly totals: Totals;
  /** Totals of the preceding window of the same length; null if it had no requests. */
  readonly previous: Totals | null;
}

/** A part of an answer: the page shows each as it arrives. */
export type AnswerPart =
  | { readonly part: 'series'; readonly series: Series; readonly totals: Totals }
  | { readonly part: 'previous'; readonly totals: Totals | null }
  | { readonly part: 'facet'; readonly facet: FacetAnswer }
  | { readonly part: 'cacheBusting'; readonly paths: readonly BustedPath[] }
  | { readonly part: 'requests'; readonly rows: readonly RequestRow[] }
  | {
      readonly part: 'end';
      readonly milliseconds: number;
      /** One in this many requests was counted, and the counts were multiplied by this number. */
      readonly sampledOneOf: number;
      /** Bytes that Athena scanned for the answer. */
      readonly scannedBytes?: number;
    }
  | { readonly part: 'error'; readonly message: string };
