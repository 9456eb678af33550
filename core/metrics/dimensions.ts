import type { MetricDatum } from './datum.ts';
import { dimension } from './definitions.ts';
import type { Group } from './groups.ts';
import type { DistributionMinute } from './groupTree.ts';

/** Dimensions of a metric of a distribution. */
export function dimensionsOfDistribution({ distribution }: DistributionMinute): MetricDatum['dimensions'] {
  return { [dimension.distribution]: distribution };
}

/** Dimensions of a metric of a distribution's cache behavior. */
export function dimensionsOfBehavior({ series }: Group, behavior: string): MetricDatum['dimensions'] {
  return { [dimension.distribution]: series.distribution, [dimension.cacheBehavior]: behavior };
}
