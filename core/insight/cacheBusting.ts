import type { DistinctCount } from './distinctCounts.ts';

/** A path whose requests get around the cache by ever new query strings. */
export interface CacheBusting {
  readonly path: string;
  /** Different query strings among the missed requests of the path. */
  readonly queries: number;
  /** Requests of the path with a query string that the cache did not answer. */
  readonly misses: number;
  /** What could be done, as text; nothing applies it. */
  readonly suggestion: string;
}

/** Missed requests of a path from which it is looked at, and the part of them that have a query string of their own. */
const fewestMisses = 100;
const leastDistinct = 0.8;

/**
 * The paths that are requested with ever new query strings, each of which misses the cache: somebody gets around it, or
 * a parameter is part of the cache key that should not be.
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
