import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { defaultFields } from '../../core/fields/defaultFields.ts';
import { metricsOf } from '../../core/metrics/definitions.ts';
import type { Workload } from '../../core/sizing/estimate.ts';
import { typicalRecordBytes } from '../../core/sizing/recordBytes.ts';
import { readFieldsOption } from '../../terminal/fieldsOption.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { requireDistributionIds } from '../attach/attachmentOptions.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions, cloudFrontRegion } from '../aws/clientOptions.ts';
import { readDistributionTraffic } from './distributionTraffic.ts';
import type { EstimateOptions } from './estimateOptions.ts';
import { readStreamTraffic, type StreamClients, type StreamTraffic } from './streamTraffic.ts';
import type { Rates } from './traffic.ts';

/** Default memory of the consumer. */
const memoryMegabytes = 1769;

/** Clients for reading metrics. They are created when they are needed. */
export interface EstimateClients {
  /** CloudWatch in the region of CloudFront's metrics. */
  readonly cloudFrontMetrics: () => CloudWatchClient;
  /** Clients in the stream's region. */
  readonly stream: () => StreamClients;
}

/** Creates the clients from the options of the command line. */
export function createEstimateClients(options: AwsOptions): EstimateClients {
  return {
    cloudFrontMetrics: () => new CloudWatchClient(clientOptions(options, cloudFrontRegion)),
    stream: () => ({
      kinesis: new KinesisClient(clientOptions(options)),
      cloudWatch: new CloudWatchClient(clientOptions(options)),
    }),
  };
}

/**
 * Returns the workload of a pipeline, from options and, depending on the options, from metrics.
 *
 * @param now epoch milliseconds
 * @throws UsageError if the rate is missing, or given in two ways
 */
export async function readWorkload(
  options: EstimateOptions,
  clients: EstimateClients,
  now: number,
): Promise<Workload> {
  rejectUnclearSources(options);
  const fieldNames =
    options.fields === undefined ? defaultFields : (readFieldsOption(options.fields)[0]?.fields ?? []);
  const stream =
    options.fromStream === undefined
      ? undefined
      : await readStreamTraffic(clients.stream(), options.fromStream, now);
  const { busiest, average } = await readRates(options, clients, stream, now);
  const averageRequestsPerSecond = options.averageRequestsPerSecond ?? average;
  rejectAbovePeak(averageRequestsPerSecond, busiest);
  return {
    requestsPerSecond: busiest,
    averageRequestsPerSecond,
    samplingRate: options.samplingRate,
    recordBytes: options.recordBytes ?? stream?.recordBytes ?? typicalRecordBytes(fieldNames),
    headroom: options.headroom,
    currentShards: options.currentShards ?? stream?.shards,
    batchWindowSeconds: options.batchWindowSeconds,
    memoryMegabytes,
    architecture: options.architecture,
    metricSeries: options.metricSeries,
    metricsOfSeries: metricsOf(fieldNames).length,
  };
}

async function readRates(
  { requestsPerSecond, fromDistribution, samplingRate }: EstimateOptions,
  clients: EstimateClients,
  stream: StreamTraffic | undefined,
  now: number,
): Promise<Rates> {
  if (requestsPerSecond !== undefined) return { busiest: requestsPerSecond, average: requestsPerSecond };
  if (fromDistribution !== undefined) {
    return readDistributionTraffic(clients.cloudFrontMetrics(), fromDistribution, now);
  }
  const { busiest = 0, average = 0 } = stream?.records ?? {};
  return { busiest: (busiest * 100) / samplingRate, average: (average * 100) / samplingRate };
}

function rejectAbovePeak(average: number, peak: number): void {
  if (average <= peak) return;
  throw new UsageError(
    `--average-requests-per-second: expected at most the rate at the peak, ${peak}, got ${average}`,
  );
}

function rejectUnclearSources(options: EstimateOptions): void {
  const { requestsPerSecond, averageRequestsPerSecond = 0, fromDistribution, fromStream } = options;
  rejectAbovePeak(averageRequestsPerSecond, requestsPerSecond ?? Number.POSITIVE_INFINITY);
  if (requestsPerSecond !== undefined && fromDistribution !== undefined) {
    throw new UsageError(
      '--from-distribution: expected no --requests-per-second, got both; remove one of them',
    );
  }
  if (requestsPerSecond === undefined && fromDistribution === undefined && fromStream === undefined) {
    throw new UsageError(
      'expected --requests-per-second, --from-distribution, or --from-stream, got none of them',
    );
  }
  requireDistributionIds(fromDistribution ?? [], '--from-distribution');
}
