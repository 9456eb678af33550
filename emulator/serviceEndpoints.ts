import { cloudWatchService } from './endpoints/cloudwatch/cloudWatchEndpoint.ts';
import { MetricStore } from './endpoints/cloudwatch/metricStore.ts';
import { type Endpoint, type EndpointService, startEndpoint } from './endpoints/endpoint.ts';
import type { FaultHook } from './endpoints/faultHook.ts';
import type { GatewayServices } from './endpoints/gateway.ts';
import { kinesisService, type StreamPut } from './endpoints/kinesis/kinesisEndpoint.ts';
import type { LimitsEnforced } from './endpoints/kinesis/throughput.ts';
import { s3Service } from './endpoints/s3/s3Endpoint.ts';

/** What listens to the services; set after they are started. */
export interface EndpointHooks {
  onPut?: (put: StreamPut) => void;
  /** Is called before metrics are read. */
  beforeReading?: () => void;
}

/** How the pipeline's own endpoints are started. */
export interface ServiceEndpointsOptions {
  /** The folder that contains a subfolder for each bucket. */
  readonly folder: string;
  /** What shards refuse as shards of AWS do. @default true */
  readonly enforceLimits?: LimitsEnforced | undefined;
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
  readonly local: { readonly kinesis?: Endpoint; readonly s3?: Endpoint; readonly cloudWatch?: Endpoint };
  /** The metrics in the local CloudWatch; empty if CloudWatch is elsewhere. */
  readonly metrics: MetricStore;
  /** The services themselves, by the names that requests are signed for. */
  readonly services: GatewayServices;
  readonly hooks: EndpointHooks;
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
    startEndpoint(services[service] as EndpointService, { fault: faults[name] });
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
