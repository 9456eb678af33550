import type { MetricDatum } from './datum.ts';
import { dimension } from './definitions.ts';
import type { Group } from './groups.ts';
import { otherSeries } from './seriesLimit.ts';

/** A distribution in a minute, with its groups by cache behavior. */
export interface DistributionMinute {
  readonly minute: number;
  readonly distribution: string;
  /** Indexes of the groups. */
  readonly groups: readonly number[];
}

/**
 * Collects groups by minute and distribution. Each distribution has metrics in addition to those of its cache
 * behaviors.
 */
export function byDistribution(groups: readonly Group[]): DistributionMinute[] {
  const found = new Map<string, { minute: number; distribution: string; groups: number[] }>();
  for (const [index, { minute, series }] of groups.entries()) {
    const key = `${minute} ${series.distribution}`;
    const entry = found.get(key) ?? { minute, distribution: series.distribution, groups: [] };
    entry.groups.push(index);
    found.set(key, entry);
  }
  return [...found.values()];
}

/**
 * Returns the cache behavior for which a group has separate metrics; undefined if the group is only counted for its
 * distribution.
 */
export function ownBehavior({ series }: Group): string | undefined {
  return series.distribution === otherSeries ? undefined : series.cacheBehavior;
}

/** Returns the dimensions of a distribution's metric. */
export function dimensionsOfDistribution({ distribution }: DistributionMinute): MetricDatum['dimensions'] {
  return { [dimension.distribution]: distribution };
}

/** Returns the dimensions of a cache behavior's metric. */
export function dimensionsOfBehavior({ series }: Group, behavior: string): MetricDatum['dimensions'] {
  return { [dimension.distribution]: series.distribution, [dimension.cacheBehavior]: behavior };
}
