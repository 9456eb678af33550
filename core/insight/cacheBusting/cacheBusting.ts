import type { PathQueries } from '../cells.ts';
import type { MeasureName } from '../measures.ts';
import type { DistinctCount } from './distinctCounts.ts';

/** A path whose requests bypass the cache, because nearly every request has a new query string. */
export interface CacheBusting {
  readonly path: string;
  /** Number of different query strings among the path's cache misses. */
  readonly queries: number;
  /** Number of the path's cache misses that have a query string. */
  readonly misses: number;
  /** Suggested remedy, as text. It is not applied automatically. */
  readonly suggestion: string;
}

/** Minimum number of cache misses of a reported path, and the smallest share of them that must have different query strings. */
export const minMisses = 100;
export const minDistinct = 0.8;

/**
 * Finds the paths whose requests miss the cache because nearly every request has a new query string. Either a client
 * bypasses the cache, or the cache key includes a parameter that it should not include.
 *
 * @param counts the query strings of cache misses, counted by path
 */
export function findCacheBusting(counts: readonly DistinctCount[]): CacheBusting[] {
  return counts
    .filter(({ items, distinct }) => items >= minMisses && distinct >= minDistinct * items)
    .map(({ key: path, items, distinct }) => ({
      path,
      queries: Math.min(items, distinct),
      misses: items,
      suggestion: suggest(path),
    }));
}

/** Cache busting that began or at least doubled after the baseline. */
export interface NewCacheBusting extends CacheBusting {
  /** Number of such cache misses in the baseline, scaled to the length of the selection. */
  readonly missesBefore: number;
}

/** Measures whose growth can be explained by cache busting. */
export const bustedMeasures: readonly MeasureName[] = ['misses', 'requests', 'bytes'];

/** Factor by which the cache misses of a path must have grown. */
const minGrowth = 2;

/** Maximum number of paths to report. */
const maxPaths = 3;

/**
 * Finds the paths with cache busting whose cache misses with a query string at least doubled.
 *
 * @param length length of the selection divided by the length of the baseline
 */
export function findNewCacheBusting(paths: readonly PathQueries[], length: number): NewCacheBusting[] {
  return paths
    .map(({ path, selection, baseline }) => ({
      counts: { key: path, items: selection.misses, distinct: selection.queries },
      missesBefore: baseline.misses * length,
    }))
    .filter(({ counts, missesBefore }) => counts.items >= minGrowth * missesBefore)
    .flatMap(({ counts, missesBefore }) =>
      findCacheBusting([counts]).map((found) => ({ ...found, missesBefore })),
    )
    .sort((a, b) => b.misses - a.misses || (a.path < b.path ? -1 : 1))
    .slice(0, maxPaths);
}

/** What to do about cache busting. A rule for the path follows. */
export const cacheBustingAdvice =
  "Exclude query strings that the origin doesn't need from the cache key, or limit each address with an AWS WAF rule, in count mode first";

/** Suggests a change of the cache key and a rule. */
function suggest(path: string): string {
  return `${cacheBustingAdvice}: ${limitingRuleJson(path)}`;
}

/** Returns the rule as JSON in printable ASCII characters, which a terminal and a page show as they are. */
export function limitingRuleJson(path: string): string {
  return JSON.stringify(limitingRule(path)).replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Returns a rate-based AWS WAF rule, in count mode, for a path up to its first identifier. */
export function limitingRule(path: string) {
  const prefix = path.split('{id}', 1)[0];
  return {
    Name: 'limit-cache-busting',
    Priority: 0,
    Action: { Count: {} },
    Statement: {
      RateBasedStatement: {
        Limit: 100,
        EvaluationWindowSec: 60,
        AggregateKeyType: 'IP',
        ScopeDownStatement: {
          ByteMatchStatement: {
            FieldToMatch: { UriPath: {} },
            PositionalConstraint: prefix === path ? 'EXACTLY' : 'STARTS_WITH',
            SearchString: prefix,
            TextTransformations: [{ Priority: 0, Type: 'NONE' }],
          },
        },
      },
    },
    VisibilityConfig: {
      SampledRequestsEnabled: true,
      CloudWatchMetricsEnabled: true,
      MetricName: 'limit-cache-busting',
    },
  };
}
