import { invocationsPerSecond } from './batches.ts';
import { type DestinationCost, destinationCost } from './destinationCost.ts';
import { type LakeCost, lakeCost } from './lakeCost.ts';
import { type MonthlyCost, monthlyCost } from './monthlyCost.ts';
import { reshardingSteps } from './resharding.ts';
import { estimateShards, type Traffic } from './shards.ts';

/** The workload of a pipeline. */
export interface Workload extends Traffic {
  /** Average viewer requests a second, which determine the bill. */
  readonly averageRequestsPerSecond: number;
  /** Shards that the stream has; undefined if there is no stream yet. */
  readonly presentShards: number | undefined;
  readonly batchWindowSeconds: number;
  readonly memoryMegabytes: number;
  /** Distributions and cache behaviors with metrics of their own. */
  readonly metricSeries: number;
  /** Metrics of each of them. */
  readonly metricsOfSeries: number;
}

/** Required size of a pipeline, and what it costs. */
export interface Estimate {
  readonly shards: number;
  readonly recordBytes: number;
  readonly shardsByRecords: number;
  readonly shardsByBytes: number;
  /** Records a second at the busiest time, headroom included. */
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Numbers of shards in each step from the current number; empty if nothing changes. */
  readonly reshardingSteps: readonly number[];
  /** Invocations at once. */
  readonly lambdaConcurrency: number;
  /** Files per average day. */
  readonly filesADay: number;
  readonly monthlyCost: MonthlyCost;
  /** The compaction, and queries with and without it. They are not in the total of `monthlyCost`. */
  readonly lakeCost: LakeCost;
  /** What each destination besides the lake costs, which is not in {@link monthlyCost}. */
  readonly destinationMonthlyCost: DestinationCost;
}

/** Sizes a pipeline for its busiest time and prices it at its average. */
export function estimatePipeline(workload: Workload): Estimate {
  const size = estimateShards(workload);
  const { recordBytes, averageRequestsPerSecond, samplingRate, presentShards } = workload;
  const average = {
    ...workload,
    shards: size.shards,
    recordsPerSecond: (averageRequestsPerSecond * samplingRate) / 100,
  };
  const filesADay = Math.round(invocationsPerSecond(average) * 86_400);
  return {
    shards: size.shards,
    recordBytes,
    shardsByRecords: size.shardsByRecords,
    shardsByBytes: size.shardsByBytes,
    recordsPerSecond: size.recordsPerSecond,
    bytesPerSecond: size.bytesPerSecond,
    reshardingSteps: presentShards === undefined ? [] : reshardingSteps(presentShards, size.shards),
    lambdaConcurrency: size.shards,
    filesADay,
    monthlyCost: monthlyCost(average),
    lakeCost: lakeCost(average.recordsPerSecond, filesADay),
    destinationMonthlyCost: destinationCost({ ...average, capacity: 'provisioned' }),
  };
}
