import { findPageFacet } from '../facets/facets.ts';
import type { Filter } from './question.ts';

/** Lengths of windows that end at the latest request, in milliseconds; `all` includes every request. */
export const rangeLengths = {
  '15m': 15 * 60_000,
  '1h': 60 * 60_000,
  '6h': 6 * 60 * 60_000,
  '24h': 24 * 60 * 60_000,
  all: Number.POSITIVE_INFINITY,
} as const;

/** Name of a window that ends at the latest request. */
export type RangeName = keyof typeof rangeLengths;

/** A time span in epoch milliseconds; `to` is not included. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Metrics whose changes can be explained. */
export const metricNames = ['5xx', '4xx', 'ttfb', 'misses', 'requests'] as const;

/** Name of a metric whose change can be explained. */
export type MetricName = (typeof metricNames)[number];

/** Views of the page. */
export const viewNames = ['requests', 'media', 'queries'] as const;

/** Name of a view. */
export type ViewName = (typeof viewNames)[number];

/** Everything that determines what the page shows, as stored in its URL. */
export interface PageState {
  readonly view: ViewName;
  readonly range: RangeName | TimeSpan;
  readonly filters: readonly Filter[];
  /** Selection on the chart. */
  readonly brush: TimeSpan | null;
  /** The metric whose change in the selection is explained. */
  readonly explain: MetricName | null;
  /** Key of the request whose fields are shown. */
  readonly request: string | null;
  /** Name of the saved query in the view of queries; null for the first one. */
  readonly query: string | null;
}

/** State of the page when it opens. */
export const initialState: PageState = {
  view: 'requests',
  range: 'all',
  filters: [],
  brush: null,
  explain: null,
  request: null,
  query: null,
};

const isoPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{3})?)?Z$/;

/**
 * Writes a state as a query string, which is empty for the initial state. Filters are `host=…`, or
 * `not.host=…` to exclude.
 */
export function writeState(state: PageState): string {
  const params = new URLSearchParams();
  if (state.view !== initialState.view) params.set('view', state.view);
  if (typeof state.range === 'object') params.set('time', writeSpan(state.range));
  else if (state.range !== initialState.range) params.set('last', state.range);
  for (const { facet, include, exclude } of state.filters) {
    for (const value of include) params.append(facet, writeValue(value));
    for (const value of exclude) params.append(`not.${facet}`, writeValue(value));
  }
  if (state.brush) params.set('select', writeSpan(state.brush));
  if (state.explain) params.set('explain', state.explain);
  if (state.request) params.set('request', state.request);
  if (state.query) params.set('query', state.query);
  return params.toString();
}

/** Reads the state from a query string, and ignores unknown or invalid parameters. */
export function readState(query: string): PageState {
  const params = new URLSearchParams(query);
  const last = params.get('last');
  const filters = new Map<
    string,
    { facet: string; include: (string | null)[]; exclude: (string | null)[] }
  >();
  for (const [name, text] of params) {
    const isExcluded = name.startsWith('not.');
    const facet = isExcluded ? name.slice(4) : name;
    if (findPageFacet(facet) === undefined) continue;
    const filter = filters.get(facet) ?? { facet, include: [], exclude: [] };
    (isExcluded ? filter.exclude : filter.include).push(readValue(text));
    filters.set(facet, filter);
  }
  return {
    view: oneOf(viewNames, params.get('view')) ?? initialState.view,
    range:
      readSpan(params.get('time')) ?? (last !== null && last in rangeLengths ? (last as RangeName) : 'all'),
    filters: [...filters.values()],
    brush: readSpan(params.get('select')),
    explain: oneOf(metricNames, params.get('explain')),
    request: /^[\w.:/=-]{1,400}$/.test(params.get('request') ?? '') ? params.get('request') : null,
    query: /^[a-z0-9_]{1,100}$/.test(params.get('query') ?? '') ? params.get('query') : null,
  };
}

/** Shortest span of all requests, in milliseconds. Otherwise one request would be a rate of 1,000 requests a second. */
const shortestSpan = 1_000;

/** Returns the time span of a range, given the time span of all requests. */
export function resolveRange(range: RangeName | TimeSpan, all: TimeSpan): TimeSpan {
  if (typeof range === 'object') return range;
  if (range === 'all') return { from: all.from, to: Math.max(all.to, all.from + shortestSpan) };
  return { from: all.to - rangeLengths[range], to: all.to };
}

function writeSpan({ from, to }: TimeSpan): string {
  return `${writeTime(from)}/${writeTime(to)}`;
}

/** Returns the shortest ISO 8601 form of a time. */
function writeTime(time: number): string {
  const iso = new Date(time).toISOString();
  return iso.replace(/:00\.000Z$/, 'Z').replace(/\.000Z$/, 'Z');
}

function readSpan(text: string | null): TimeSpan | null {
  const [from, to] = (text ?? '')
    .split('/')
    .map((part) => (isoPattern.test(part) ? Date.parse(part) : Number.NaN));
  return from < to ? { from, to } : null;
}

function oneOf<T extends string>(allowed: readonly T[], text: string | null): T | null {
  return allowed.find((one) => one === text) ?? null;
}

/** Form of an absent value in URLs. {@link writeValue} never writes a text like this. */
const absent = '!null';

/**
 * Writes a value for a URL. A text that begins with `!` is prefixed with another `!`, so that no text equals
 * an absent value.
 */
function writeValue(value: string | null): string {
  if (value === null) return absent;
  return value.startsWith('!') ? `!${value}` : value;
}

/** Reads a value that {@link writeValue} wrote. */
function readValue(text: string): string | null {
  if (text === absent) return null;
  return text.startsWith('!!') ? text.slice(1) : text;
}
