import { invocationsPerSecond } from './batches.ts';
import { type DestinationCost, destinationCost } from './destinationCost.ts';
import { type LakeCost, lakeCost } from './lakeCost.ts';
import { type MonthlyCost, monthlyCost } from './monthlyCost.ts';
import type { ProcessorArchitecture } from './prices.ts';
import { reshardingSteps } from './resharding.ts';
import { estimateShards, type Traffic } from './shards.ts';

/** The workload of a pipeline. */
export interface Workload extends Traffic {
  /** Average viewer requests per second, which determine the bill. */
  readonly averageRequestsPerSecond: number;
  /** Current number of shards of the stream; undefined if there is no stream yet. */
  readonly currentShards: number | undefined;
  readonly batchWindowSeconds: number;
  readonly memoryMegabytes: number;
  /** Processor of the functions. @default 'arm64' */
  readonly architecture?: ProcessorArchitecture | undefined;
  /** Number of distributions and cache behaviors with separate metrics. */
  readonly metricSeries: number;
  /** Number of metrics of each series. */
  readonly metricsOfSeries: number;
}

/** Required size of a pipeline, and its cost. */
export interface Estimate {
  readonly shards: number;
  readonly recordBytes: number;
  readonly shardsByRecords: number;
  readonly shardsByBytes: number;
  /** Records per second at the busiest time, including headroom. */
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Numbers of shards in each step from the current number; empty if nothing changes. */
  readonly reshardingSteps: readonly number[];
  /** Number of concurrent invocations. */
  readonly lambdaConcurrency: number;
  /** Files on an average day. */
  readonly filesPerDay: number;
  readonly monthlyCost: MonthlyCost;
  /** Cost of the compaction, and of queries with and without it. Not included in the total of `monthlyCost`. */
  readonly lakeCost: LakeCost;
  /** Cost of each additional destination. Not included in {@link monthlyCost}. */
  readonly destinationMonthlyCost: DestinationCost;
}

/** Estimates the size of a pipeline for its busiest time, and its cost for its average traffic. */
export function estimatePipeline(workload: Workload): Estimate {
  const size = estimateShards(workload);
  const { recordBytes, averageRequestsPerSecond, samplingRate, currentShards } = workload;
  const average = {
    ...workload,
    shards: size.shards,
    recordsPerSecond: (averageRequestsPerSecond * samplingRate) / 100,
  };
  const filesPerDay = Math.round(invocationsPerSecond(average) * 86_400);
  return {
    shards: size.shards,
    recordBytes,
    shardsByRecords: size.shardsByRecords,
    shardsByBytes: size.shardsByBytes,
    recordsPerSecond: size.recordsPerSecond,
    bytesPerSecond: size.bytesPerSecond,
    reshardingSteps: currentShards === undefined ? [] : reshardingSteps(currentShards, size.shards),
    lambdaConcurrency: size.shards,
    filesPerDay,
    monthlyCost: monthlyCost(average),
    lakeCost: lakeCost(average.recordsPerSecond, filesPerDay),
    destinationMonthlyCost: destinationCost({ ...average, capacity: 'provisioned' }),
  };
}
