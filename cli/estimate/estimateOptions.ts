import type { MonthlyCost } from '../../core/sizing/monthlyCost.ts';
import type { ProcessorArchitecture } from '../../core/sizing/prices.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';

/** Options of `cfrl estimate`, as commander reads them. */
export interface EstimateOptions extends AwsOptions {
  readonly requestsPerSecond?: number;
  readonly averageRequestsPerSecond?: number;
  readonly samplingRate: number;
  readonly fields?: string;
  readonly recordBytes?: number;
  readonly headroom: number;
  readonly currentShards?: number;
  readonly metricSeries: number;
  readonly otlpSets?: number;
  readonly otlpGigabyteDollars?: number;
  readonly batchWindowSeconds: number;
  readonly fromDistribution?: readonly string[];
  readonly fromStream?: string;
  readonly capacity: Capacity;
  readonly architecture: ProcessorArchitecture;
  readonly json?: true;
}

/** Modes of a stream (Kinesis developer guide, 'Choose the data stream capacity mode', November 2026). */
export const capacities = ['provisioned', 'on-demand', 'on-demand-advantage'] as const;

/** Mode of a stream. */
export type Capacity = (typeof capacities)[number];

/** Returns the total monthly cost in dollars with a stream in the given mode. */
export function totalFor(cost: MonthlyCost, capacity: Capacity): number {
  const costs: Readonly<Record<Capacity, number>> = {
    provisioned: cost.kinesisProvisioned,
    'on-demand': cost.kinesisOnDemand,
    'on-demand-advantage': cost.kinesisOnDemandAdvantage,
  };
  return Math.round((cost.total - cost.kinesisProvisioned + costs[capacity]) * 100) / 100;
}
