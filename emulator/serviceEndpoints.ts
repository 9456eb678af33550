import { cloudWatchService } from './endpoints/cloudwatch/cloudWatchEndpoint.ts';
import { MetricStore } from './endpoints/cloudwatch/metricStore.ts';
import { type Endpoint, startEndpoint } from './endpoints/endpoint.ts';
import type { FaultHook } from './endpoints/faultHook.ts';
import type { GatewayServices } from './endpoints/gateway.ts';
import { kinesisService, type StreamPut } from './endpoints/kinesis/kinesisEndpoint.ts';
import type { LimitsEnforced } from './endpoints/kinesis/throughput.ts';
import { s3Service } from './endpoints/s3/s3Endpoint.ts';

/** Callbacks of the endpoints, which can be set after the endpoints are started. */
export interface EndpointHooks {
  onPut?: (put: StreamPut) => void;
  /** Called before metrics are read. */
  beforeReading?: () => void;
}

/** Options of the pipeline's own endpoints. */
export interface ServiceEndpointsOptions {
  /** The folder that contains a subfolder for each bucket. */
  readonly folder: string;
  /** Which of a real shard's limits are enforced. @default true, all of them */
  readonly enforceLimits?: LimitsEnforced | undefined;
  /** Retention period of the stream, in seconds. @default 86400 */
  readonly retentionSeconds?: number | undefined;
  /**
   * Clock of the stream, which determines arrival times and ages of records, in epoch milliseconds. @default
   * Date.now
   */
  readonly now?: (() => number) | undefined;
  /** Makes calls to the endpoints fail. @default none */
  readonly faults?: Partial<Record<'kinesis' | 's3' | 'cloudWatch', FaultHook>> | undefined;
  /** Environment with the variables `AWS_ENDPOINT_URL_*`. @default process.env */
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

/** Addresses of the services, and the endpoints that were started. */
export interface ServiceEndpoints {
  readonly kinesisUrl: string;
  readonly s3Url: string;
  readonly cloudWatchUrl: string;
  /** The endpoints that were started. Services that run elsewhere have none. */
  readonly local: { readonly kinesis?: Endpoint; readonly s3?: Endpoint; readonly cloudWatch?: Endpoint };
  /** Metrics in the local CloudWatch; empty if CloudWatch runs elsewhere. */
  readonly metrics: MetricStore;
  /** Services by their signing names. */
  readonly services: GatewayServices;
  readonly hooks: EndpointHooks;
  close(): Promise<void>;
}

/**
 * Starts an endpoint for each service, unless an environment variable sets another endpoint.
 *
 * `AWS_ENDPOINT_URL_KINESIS`, `AWS_ENDPOINT_URL_S3`, and `AWS_ENDPOINT_URL_CLOUDWATCH` set another emulator,
 * by its IP address, or AWS itself.
 */
export async function startServiceEndpoints(options: ServiceEndpointsOptions): Promise<ServiceEndpoints> {
  const { environment = process.env, faults = {}, folder, enforceLimits, retentionSeconds, now } = options;
  const elsewhere = {
    kinesis: environment['AWS_ENDPOINT_URL_KINESIS'],
    s3: environment['AWS_ENDPOINT_URL_S3'],
    cloudWatch: environment['AWS_ENDPOINT_URL_CLOUDWATCH'],
  };
  const metrics = new MetricStore();
  const hooks: EndpointHooks = {};
  const services: GatewayServices = {
    kinesis: kinesisService({
      enforceLimits,
      retentionSeconds,
      now,
      onPut: (put) => hooks.onPut?.(put),
    }),
    s3: await s3Service(folder),
    monitoring: cloudWatchService(metrics, { now, beforeReading: () => hooks.beforeReading?.() }),
  };
  const start = (name: keyof typeof faults, service: keyof GatewayServices) =>
    startEndpoint(services[service], { fault: faults[name] });
  const local: ServiceEndpoints['local'] = {
    ...(!elsewhere.kinesis && { kinesis: await start('kinesis', 'kinesis') }),
    ...(!elsewhere.s3 && { s3: await start('s3', 's3') }),
    ...(!elsewhere.cloudWatch && { cloudWatch: await start('cloudWatch', 'monitoring') }),
  };
  return {
    kinesisUrl: elsewhere.kinesis || (local.kinesis?.url ?? ''),
    s3Url: elsewhere.s3 || (local.s3?.url ?? ''),
    cloudWatchUrl: elsewhere.cloudWatch || (local.cloudWatch?.url ?? ''),
    local,
    metrics,
    services,
    hooks,
    async close() {
      await Promise.all(Object.values(local).map((endpoint) => endpoint.close()));
    },
  };
}
