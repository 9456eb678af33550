import {
  type CloudWatchEndpoint,
  startCloudWatchEndpoint,
} from './endpoints/cloudwatch/cloudWatchEndpoint.ts';
import { MetricStore } from './endpoints/cloudwatch/metricStore.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import type { FaultHook } from './endpoints/faultHook.ts';
import { startKinesisEndpoint } from './endpoints/kinesis/kinesisEndpoint.ts';
import { startS3Endpoint } from './endpoints/s3/s3Endpoint.ts';

/** How the pipeline's own endpoints are started. */
export interface ServiceEndpointsOptions {
  /** The folder that contains a subfolder for each bucket. */
  readonly folder: string;
  /** Whether shards refuse what shards of AWS refuse. @default true */
  readonly enforceLimits?: boolean | undefined;
  /** How long the stream keeps records, in seconds. @default 86400 */
  readonly retentionSeconds?: number | undefined;
  /** The stream's clock, by which records arrive and age, in epoch milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Makes calls to the endpoints fail. @default none */
  readonly faults?: Partial<Record<'kinesis' | 's3' | 'cloudWatch', FaultHook>> | undefined;
  /** Where the variables `AWS_ENDPOINT_URL_*` are looked up. @default process.env */
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

/** Addresses of the services, and the endpoints that run here. */
export interface ServiceEndpoints {
  readonly kinesisUrl: string;
  readonly s3Url: string;
  readonly cloudWatchUrl: string;
  /** The endpoints that were started here; one that is absent is pointed elsewhere. */
  readonly local: { kinesis?: Endpoint; s3?: Endpoint; cloudWatch?: CloudWatchEndpoint };
  /** The metrics in the local CloudWatch; empty if CloudWatch is elsewhere. */
  readonly metrics: MetricStore;
  close(): Promise<void>;
}

/**
 * Starts the endpoints that the environment does not point elsewhere.
 *
 * `AWS_ENDPOINT_URL_KINESIS`, `AWS_ENDPOINT_URL_S3` and `AWS_ENDPOINT_URL_CLOUDWATCH` name another emulator, by an IP
 * address, or AWS itself.
 */
export async function startServiceEndpoints(options: ServiceEndpointsOptions): Promise<ServiceEndpoints> {
  const { environment = process.env, faults = {}, folder, enforceLimits, retentionSeconds, now } = options;
  const elsewhere = {
    kinesis: environment['AWS_ENDPOINT_URL_KINESIS'],
    s3: environment['AWS_ENDPOINT_URL_S3'],
    cloudWatch: environment['AWS_ENDPOINT_URL_CLOUDWATCH'],
  };
  const local: ServiceEndpoints['local'] = {};
  if (!elsewhere.kinesis) {
    local.kinesis = await startKinesisEndpoint({
      enforceLimits,
      retentionSeconds,
      now,
      fault: faults.kinesis,
    });
  }
  if (!elsewhere.s3) local.s3 = await startS3Endpoint({ folder, fault: faults.s3 });
  if (!elsewhere.cloudWatch) local.cloudWatch = await startCloudWatchEndpoint({ fault: faults.cloudWatch });
  return {
    kinesisUrl: elsewhere.kinesis || (local.kinesis?.url ?? ''),
    s3Url: elsewhere.s3 || (local.s3?.url ?? ''),
    cloudWatchUrl: elsewhere.cloudWatch || (local.cloudWatch?.url ?? ''),
    local,
    metrics: local.cloudWatch?.metrics ?? new MetricStore(),
    async close() {
      await Promise.all(Object.values(local).map((endpoint) => endpoint.close()));
    },
  };
}
