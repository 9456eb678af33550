import type { MonthlyCost } from '../../core/sizing/monthlyCost.ts';

/** Modes of a stream (Kinesis developer guide, 'Choose the data stream capacity mode', November 2026). */
export const capacities = ['provisioned', 'on-demand', 'on-demand-advantage'] as const;

export type Capacity = (typeof capacities)[number];

/** Dollars per month with a stream of this mode. */
export function totalFor(cost: MonthlyCost, capacity: Capacity): number {
  const costs: Readonly<Record<Capacity, number>> = {
    provisioned: cost.kinesisProvisioned,
    'on-demand': cost.kinesisOnDemand,
    'on-demand-advantage': cost.kinesisOnDemandAdvantage,
  };
  return Math.round((cost.total - cost.kinesisProvisioned + costs[capacity]) * 100) / 100;
}
