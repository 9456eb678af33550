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
import { lastProcessingResult } from './endpoints/lambda.ts';
import { type EventSource, startEventSource } from './eventSource/eventSource.ts';
import type { EventSourceMappingSettings, PollingSettings } from './eventSource/settings.ts';
import { readEmbeddedMetrics } from './functionHost/embeddedMetrics.ts';
import type { HostedInvocation } from './functionHost/executionEnvironment.ts';
import { FunctionHost, type FunctionHostOptions } from './functionHost/functionHost.ts';
import { startLocalAws } from './localAws.ts';
import { measureInvocations } from './measureInvocations.ts';
import { ensureBucket, ensureStream, putLayouts } from './resources.ts';
import {
  type ServiceEndpoints,
  type ServiceEndpointsOptions,
  startServiceEndpoints,
} from './serviceEndpoints.ts';
import { ServiceMetrics } from './serviceMetrics.ts';

const region = localRegion;
const consumerName = 'consumer';

/** Options of a local pipeline. */
export interface LocalPipelineOptions extends ServiceEndpointsOptions {
  /** Path of the consumer's bundle. */
  readonly bundleFile: string;
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
  /** Limits of the consumer. @default as deployed: 60 s, 1769 MB */
  readonly function?:
    | Pick<FunctionHostOptions, 'timeoutSeconds' | 'memoryMegabytes' | 'maximumConcurrency'>
    | undefined;
  /**
   * Settings of the event source mapping. @default as deployed: 10,000 records, window of 10 s, bisection,
   * unlimited retries
   */
  readonly eventSource?: (EventSourceMappingSettings & PollingSettings) | undefined;
  /** Called with each line that the consumer logs. @default lines are dropped */
  readonly onLogLine?: ((line: string) => void) | undefined;
  /** Called with the consumer's error as JSON when an invocation fails. @default errors are dropped */
  readonly onFunctionError?: ((payload: string) => void) | undefined;
  /** Called when the consumer is invoked. @default none */
  readonly onInvoke?: (() => void) | undefined;
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
  const {
    streamName = 'realtime-logs',
    lakeBucket = 'lake',
    shards = 4,
    environment = process.env,
  } = options;
  const failureBucket = `${lakeBucket}-failures`;
  const endpoints = await startServiceEndpoints(options);
  const variables = credentialVariables(environment);
  const clientSettings = { region, credentials: toCredentials(variables) };
  const kinesis = new KinesisClient({ ...clientSettings, endpoint: endpoints.kinesisUrl });
  const s3 = new S3Client({ ...clientSettings, endpoint: endpoints.s3Url });
  const consumerVariables = {
    LAKE_BUCKET: lakeBucket,
    PIPELINE_NAME: defaultPipelineName,
    ...options.functionEnvironment,
  };
  const account: LocalAccount = {
    stackName: defaultPipelineName,
    streamName,
    consumerName,
    lakeBucket,
    failureBucket,
    database: defaultPipelineName.replaceAll('-', '_'),
    workgroup: defaultPipelineName,
    layout: options.layouts[0],
    samplingRate: 100,
    distribution: options.distribution ?? {
      id: 'E1LOCALDEMO',
      domainName: 'd111111abcdef8.cloudfront.net',
      aliases: [],
      pathPatterns: [],
    },
    consumerEnvironment: consumerVariables,
  };
  const { now = Date.now } = options;
  const serviceMetrics = new ServiceMetrics({ account, metrics: endpoints.metrics, now });
  endpoints.hooks.onPut = (put) => serviceMetrics.notePut(put);
  let lastResult: string | undefined;
  const host = new FunctionHost({
    ...options.function,
    bundleFile: options.bundleFile,
    functionName: consumerName,
    region,
    environment: {
      ...variables,
      ...consumerVariables,
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_ENDPOINT_URL_S3: endpoints.s3Url,
      AWS_ENDPOINT_URL_CLOUDWATCH: endpoints.cloudWatchUrl,
    },
    onLogLine(line) {
      keepEmbeddedMetrics(endpoints, line, options.now);
      options.onLogLine?.(line);
    },
  });

  const invokeHost = measureInvocations(
    (event) => {
      const invoked = host.invoke(event);
      options.onInvoke?.();
      return invoked;
    },
    { functionName: consumerName, serviceMetrics, now: options.now },
  );

  async function invoke(event: string) {
    const result = await invokeHost(event);
    lastResult = lastProcessingResult(result);
    if (result.functionError) options.onFunctionError?.(result.payload);
    return result;
  }

  const deliveries: RunningDelivery[] = [];
  let aws: Endpoint | undefined;
  const compaction = new LocalCompaction(join(options.folder, lakeBucket), now);

  async function release(): Promise<void> {
    host.stop();
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
    const mapping = { onFailureBucket: failureBucket, ...options.eventSource };
    const eventSource = await startEventSource({
      ...mapping,
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
      const mappingOf = () => ({ id: eventSource.mappingId, lastResult });
      aws = await startLocalAws({
        account,
        folder: options.folder,
        endpoints,
        mapping: mappingOf,
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
      host,
      invoke,
      drain: () => eventSource.drain(),
      async stop() {
        const stopped = eventSource.stop();
        host.stop();
        await stopped;
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Stores the metrics of a log line together with those of PutMetricData, as CloudWatch does. */
function keepEmbeddedMetrics({ metrics }: ServiceEndpoints, line: string, now?: () => number): void {
  for (const { namespace, data } of readEmbeddedMetrics(line)) {
    for (const datum of data) {
      // If the pipeline has its own clock, the timestamps of the function's process don't apply.
      const { Timestamp: _, ...timeless } = datum;
      metrics.add(namespace, now ? timeless : datum, (now ?? Date.now)() / 1000);
    }
  }
}
