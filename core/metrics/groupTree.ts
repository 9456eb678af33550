import type { MetricDatum } from './datum.ts';
import { dimension } from './definitions.ts';
import type { Group } from './groups.ts';
import { otherSeries } from './seriesLimit.ts';

/** A minute and a distribution, with its groups by cache behavior. */
export interface DistributionMinute {
  readonly minute: number;
  readonly distribution: string;
  /** Indexes of the groups. */
  readonly groups: readonly number[];
}

/** The groups by minute and distribution: each of them has metrics of its own besides those of its behaviors. */
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
 * The cache behavior under which a group has its own metrics; undefined if it only counts for its distribution.
 */
export function ownBehavior({ series }: Group): string | undefined {
  return series.distribution === otherSeries ? undefined : series.cacheBehavior;
}

/** Dimensions of a metric of a distribution. */
export function dimensionsOfDistribution({ distribution }: DistributionMinute): MetricDatum['dimensions'] {
  return { [dimension.distribution]: distribution };
}

/** Dimensions of a metric of a distribution's cache behavior. */
export function dimensionsOfBehavior({ series }: Group, behavior: string): MetricDatum['dimensions'] {
  return { [dimension.distribution]: series.distribution, [dimension.cacheBehavior]: behavior };
}
