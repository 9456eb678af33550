import type { TimeSteps } from './timeSteps.ts';

/** Sums over the requests of a window. */
export interface Totals {
  /** Requests by class of status, see `statusClass` in core/metrics: none, 000, 2xx, 3xx, 4xx, 5xx. */
  readonly byClass: readonly number[];
  readonly cacheHits: number;
  /** Requests that the cache could answer. */
  readonly cacheLookups: number;
  /** Bytes sent to viewers. */
  readonly bytes: number;
  /** Percentiles of the time to first byte in milliseconds; null if no request has one. */
  readonly firstByte: Percentiles;
}

/** Percentiles by nearest rank, exact to 1 s and within 0.3 % above. */
export interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** Sums by bar of the chart: each array has one entry a bar. */
export interface Series {
  readonly steps: TimeSteps;
  /** By class of status, then by bar. */
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

/** The most frequent values of a facet, and after them those that are filtered by. */
export interface FacetAnswer {
  readonly facet: string;
  /** Different values in the selection. */
  readonly distinct: number;
  /** Requests that all of its values have together. */
  readonly requests: number;
  readonly values: readonly FacetValue[];
}

/** A request in the list. */
export interface RequestRow {
  /** Where its other fields are found. */
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
  /** Of the window of the same length before; null if it had no requests. */
  readonly previous: Totals | null;
}

/** A part of an answer: the page shows each as it arrives. */
export type AnswerPart =
  | { readonly part: 'series'; readonly series: Series; readonly totals: Totals }
  | { readonly part: 'previous'; readonly totals: Totals | null }
  | { readonly part: 'facet'; readonly facet: FacetAnswer }
  | { readonly part: 'requests'; readonly rows: readonly RequestRow[] }
  | {
      readonly part: 'end';
      readonly milliseconds: number;
      /** One of so many requests was counted, and the counts were multiplied by it. */
      readonly sampledOneOf: number;
      /** Bytes that Athena read for it. */
      readonly scannedBytes?: number;
    }
  | { readonly part: 'error'; readonly message: string };
