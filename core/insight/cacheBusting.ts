import type { DistinctCount } from './distinctCounts.ts';

/** A path whose requests bypass the cache, because nearly every request has a new query string. */
export interface CacheBusting {
  readonly path: string;
  /** Different query strings among the missed requests of the path. */
  readonly queries: number;
  /** Requests of the path with a query string that the cache did not answer. */
  readonly misses: number;
  /** What could be done, as text; nothing applies it. */
  readonly suggestion: string;
}

/** Fewest missed requests of a reported path, and the smallest part of them that must have different query strings. */
const fewestMisses = 100;
const leastDistinct = 0.8;

/**
 * Finds the paths whose requests miss the cache because nearly every request has a new query string. A client bypasses
 * the cache, or the cache key includes a parameter that it should not include.
 *
 * @param counts of the missed requests with a query string: query strings by path
 */
export function findCacheBusting(counts: readonly DistinctCount[]): CacheBusting[] {
  return counts
    .filter(({ items, distinct }) => items >= fewestMisses && distinct >= leastDistinct * items)
    .map(({ key: path, items, distinct }) => ({
      path,
      queries: Math.min(items, distinct),
      misses: items,
      suggestion: suggest(path),
    }));
}

/** A rate-based rule for AWS WAF, by the path up to its first identifier, and what is better than a rule. */
function suggest(path: string): string {
  const prefix = path.split('{id}', 1)[0] as string;
  const rule = {
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
  return `Leave query strings that the origin doesn't need out of the cache key; or limit each address with a rule of AWS WAF, first counting: ${JSON.stringify(rule)}`;
}
