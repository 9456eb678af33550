import type { AwsOptions } from '../aws/awsOptions.ts';
import type { Capacity } from './capacity.ts';

/** Options of `cfrl estimate`, as commander reads them. */
export interface EstimateOptions extends AwsOptions {
  readonly requestsPerSecond?: number;
  readonly averageRequestsPerSecond?: number;
  readonly samplingRate: number;
  readonly fields?: string;
  readonly recordBytes?: number;
  readonly headroom: number;
  readonly presentShards?: number;
  readonly metricSeries: number;
  readonly otlpSets?: number;
  readonly otlpGigabyteDollars?: number;
  readonly batchWindowSeconds: number;
  readonly fromDistribution?: readonly string[];
  readonly fromStream?: string;
  readonly capacity: Capacity;
  readonly json?: true;
}
