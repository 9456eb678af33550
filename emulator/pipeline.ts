import { join } from 'node:path';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import type { Layout } from '../core/layouts/layout.ts';
import { defaultPipelineName } from '../core/metrics/healthDefinitions.ts';
import { type LocalAccount, type LocalDistribution, localRegion } from './account.ts';
import { LocalCompaction } from './compaction/localCompaction.ts';
import { credentialVariables, toCredentials } from './credentials.ts';
import type { RunningDelivery } from './destinations/runningDelivery.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import { type EventSource, startEventSource } from './eventSource/eventSource.ts';
import type { EventSourceMappingSettings, PollingSettings } from './eventSource/settings.ts';
import type { HostedInvocation } from './functionHost/executionEnvironment.ts';
import type { FunctionHost } from './functionHost/functionHost.ts';
import { startLocalAws } from './localAws.ts';
import { LocalConsumer, type LocalConsumerOptions } from './localConsumer.ts';
import { ensureBucket, ensureStream, putLayouts } from './resources.ts';
import {
  type ServiceEndpoints,
  type ServiceEndpointsOptions,
  startServiceEndpoints,
} from './serviceEndpoints.ts';
import { ServiceMetrics } from './serviceMetrics.ts';

/** Options of a local pipeline. */
export interface LocalPipelineOptions extends ServiceEndpointsOptions, LocalConsumerOptions {
  /** Layouts that the consumer uses to read records. */
  readonly layouts: readonly Layout[];
  /** Number of shards of the stream. @default 4 */
  readonly shards?: number | undefined;
  /** Name of the stream. @default realtime-logs */
  readonly streamName?: string | undefined;
  /** Bucket of the lake. Records that are given up go to a bucket with the suffix `-failures`. @default lake */
  readonly lakeBucket?: string | undefined;
  /** Additional environment variables of the consumer. Bucket and endpoints are always set. @default none */
  readonly functionEnvironment?: Readonly<Record<string, string>> | undefined;
  /**
   * Settings of the event source mapping. @default as deployed: 10,000 records, window of 10 s, bisection,
   * unlimited retries
   */
  readonly eventSource?: (EventSourceMappingSettings & PollingSettings) | undefined;
  /** The distribution that sends the records. @default a distribution with only the default cache behavior */
  readonly distribution?: LocalDistribution | undefined;
}

/** A running pipeline from a stream to a lake and metrics. */
export interface LocalPipeline {
  readonly streamName: string;
  readonly lakeBucket: string;
  readonly kinesis: KinesisClient;
  readonly s3: S3Client;
  readonly endpoints: ServiceEndpoints;
  readonly eventSource: EventSource;
  readonly host: FunctionHost;
  /** Names and settings that commands read about the pipeline. */
  readonly account: LocalAccount;
  /** One endpoint for all services, for commands; undefined if any service runs elsewhere. */
  readonly aws: Endpoint | undefined;
  /** Deliveries to destinations that commands can find. Append a delivery after its start. */
  readonly deliveries: RunningDelivery[];
  readonly serviceMetrics: ServiceMetrics;
  /** Invokes the consumer with an event, like the event source. */
  invoke(event: string): Promise<HostedInvocation>;
  /** Resolves when all records that were written to the stream are processed or given up. */
  drain(): Promise<void>;
  /** Stops everything immediately. */
  stop(): Promise<void>;
}

/** Starts a complete local pipeline from stream to lake: endpoints, event source, and the bundled consumer. */
export async function startLocalPipeline(options: LocalPipelineOptions): Promise<LocalPipeline> {
  const { shards = 4, now = Date.now } = options;
  const account = accountOf(options);
  const { streamName, lakeBucket, failureBucket } = account;
  const endpoints = await startServiceEndpoints(options);
  const { kinesis, s3 } = createClients(endpoints, options.environment);
  const serviceMetrics = new ServiceMetrics({ account, metrics: endpoints.metrics, now });
  endpoints.hooks.onPut = (put) => serviceMetrics.notePut(put);
  const consumer = new LocalConsumer(options, { account, endpoints, serviceMetrics });
  const compaction = new LocalCompaction(join(options.folder, lakeBucket), now);
  const deliveries: RunningDelivery[] = [];
  let aws: Endpoint | undefined;

  async function release(): Promise<void> {
    consumer.host.stop();
    await aws?.close();
    await compaction.close();
    kinesis.destroy();
    s3.destroy();
    await endpoints.close();
  }

  try {
    await Promise.all([
      ensureStream(kinesis, streamName, shards),
      ensureBucket(s3, failureBucket),
      ensureBucket(s3, lakeBucket).then(() => putLayouts(s3, lakeBucket, options.layouts)),
    ]);
    const invoke = (event: string) => consumer.invoke(event);
    const eventSource = await startEventSource({
      onFailureBucket: failureBucket,
      ...options.eventSource,
      kinesis,
      s3,
      streamName,
      invoke,
      onFailedDelivery: () => serviceMetrics.noteFailedDelivery(),
    });
    endpoints.hooks.beforeReading = () =>
      serviceMetrics.reportMapping(eventSource.mappingId, eventSource.counts);
    const { kinesis: localKinesis, s3: localS3, cloudWatch: localCloudWatch } = endpoints.local;
    if (localKinesis && localS3 && localCloudWatch) {
      const mapping = () => ({ id: eventSource.mappingId, lastResult: consumer.lastResult });
      aws = await startLocalAws({
        account,
        folder: options.folder,
        endpoints,
        mapping,
        compaction,
        deliveries,
      });
    }
    return {
      account,
      aws,
      deliveries,
      serviceMetrics,
      streamName,
      lakeBucket,
      kinesis,
      s3,
      endpoints,
      eventSource,
      host: consumer.host,
      invoke,
      drain: () => eventSource.drain(),
      async stop() {
        const stopped = eventSource.stop();
        consumer.host.stop();
        await stopped;
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

function accountOf({
  streamName = 'realtime-logs',
  lakeBucket = 'lake',
  layouts,
  distribution = {
    id: 'E1LOCALDEMO',
    domainName: 'd111111abcdef8.cloudfront.net',
    aliases: [],
    pathPatterns: [],
  },
  functionEnvironment,
}: LocalPipelineOptions): LocalAccount {
  return {
    stackName: defaultPipelineName,
    streamName,
    consumerName: 'consumer',
    lakeBucket,
    failureBucket: `${lakeBucket}-failures`,
    database: defaultPipelineName.replaceAll('-', '_'),
    workgroup: defaultPipelineName,
    layout: layouts[0],
    samplingRate: 100,
    distribution,
    consumerEnvironment: {
      LAKE_BUCKET: lakeBucket,
      PIPELINE_NAME: defaultPipelineName,
      ...functionEnvironment,
    },
  };
}

function createClients(
  { kinesisUrl, s3Url }: ServiceEndpoints,
  environment: NodeJS.ProcessEnv = process.env,
): { kinesis: KinesisClient; s3: S3Client } {
  const settings = { region: localRegion, credentials: toCredentials(credentialVariables(environment)) };
  return {
    kinesis: new KinesisClient({ ...settings, endpoint: kinesisUrl }),
    s3: new S3Client({ ...settings, endpoint: s3Url }),
  };
}
