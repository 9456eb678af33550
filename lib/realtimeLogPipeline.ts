import { Annotations, Stack } from 'aws-cdk-lib';
import type { IDistribution, IRealtimeLogConfig } from 'aws-cdk-lib/aws-cloudfront';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IManagedPolicy, IRole } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { DeployedDestination } from '../core/destinations/deployedDestination.ts';
import { adviceOn, answerableQueries } from './advice.ts';
import { attachInApp, distributionsOfApp } from './attachInApp.ts';
import { Attachments } from './attachments.ts';
import { broughtByOptions } from './brought/broughtByOptions.ts';
import { letServicesUse } from './brought/encryptionKey.ts';
import { bindRoles } from './brought/permissionsBoundary.ts';
import { Compaction } from './compaction/compaction.ts';
import { ConsumerFunction } from './consumerFunction.ts';
import { Destinations } from './destinations/destinations.ts';
import { Explanations } from './explanations/explanations.ts';
import { makeFailureBucket } from './failureBucket.ts';
import { KnownLayouts } from './knownLayouts.ts';
import { KnownLogConfiguration } from './knownLogConfiguration.ts';
import { makeLakeBucket } from './lakeBucket.ts';
import { makeLakeReaders } from './lakeReaders.ts';
import { LakeTable } from './lakeTable.ts';
import { logConfigurationArn, makeLogConfiguration } from './logConfiguration.ts';
import { LogStream } from './logStream.ts';
import { HealthMetrics } from './monitoring/metrics/healthMetrics.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { QueryWorkgroup } from './queryWorkgroup.ts';
import { sensitivityPolicy } from './sensitivityPolicy.ts';
import { ConfigurationError } from './settings/configurationError.ts';
import type { PipelineOptions } from './settings/pipelineOptions.ts';
import { type PipelineSettings, resolveSettings } from './settings/pipelineSettings.ts';
import { rejectRegion } from './settings/region.ts';
import { makeStreamMapping } from './streamMapping.ts';
import { tagAll } from './tagAll.ts';

/**
 * A pipeline for CloudFront real-time logs: log configuration, stream, consumer, lake, table, queries,
 * dashboard, and alarms.
 *
 * @example const pipeline = new RealtimeLogPipeline(this, 'Logs', { requestsPerSecond: 5000 }); new
 *   Distribution(this, 'Site', { defaultBehavior: { origin, realtimeLogConfig: pipeline.realtimeLogConfig },
 *   });
 */
export class RealtimeLogPipeline extends Construct {
  /** All settings of this pipeline, including defaults. */
  readonly settings: PipelineSettings;
  /** The log configuration, to be given to cache behaviors. */
  readonly realtimeLogConfig: IRealtimeLogConfig;
  /** The role that attaches to the distributions of `attachTo`; undefined if there are none. */
  readonly attachmentRole: IRole | undefined;
  /** The stream that CloudFront writes into. */
  readonly stream: IStream;
  /** The function that reads the stream. */
  readonly consumer: IFunction;
  /** The bucket with Parquet files, quarantine and known layouts. */
  readonly lake: IBucket;
  /** The bucket with batches that could not be processed. */
  readonly failures: Bucket;
  /** Merges closed hours of the lake. */
  readonly compaction: Compaction;
  /** Name of the Glue database. */
  readonly databaseName: string;
  /** Name of the Athena workgroup. */
  readonly workgroupName: string;
  /** The policy for users who query the lake; undefined if there is none. */
  readonly readersPolicy: IManagedPolicy | undefined;
  /** The destinations besides the lake, for commands; empty if there are none. */
  readonly destinations: readonly DeployedDestination[];
  /** Where alarms are sent; undefined if there are none. */
  readonly alarmTopic: ITopic | undefined;
  /** Name of the CloudWatch dashboard; undefined if there is none. */
  readonly dashboardName: string | undefined;

  /** @throws ConfigurationError with one sentence, if the props can't be deployed */
  constructor(scope: Construct, id: string, props: PipelineOptions = {}) {
    super(scope, id);
    rejectRegion(Stack.of(this).region);
    resolveSettings(props);
    const brought = broughtByOptions(this, props);
    const settings = resolveSettings(props, brought);
    this.settings = settings;
    if (brought.encryptionKey !== undefined) letServicesUse(this, brought.encryptionKey);
    bindRoles(this, settings);

    const logStream = new LogStream(this, 'LogStream', settings);
    const lake = makeLakeBucket(this, 'Lake', settings);
    const failures = makeFailureBucket(this, 'Failures', settings);
    const layouts = new KnownLayouts(this, 'Layouts', settings, lake);
    const { function: consumer, hashKey } = new ConsumerFunction(this, 'Consumer', {
      settings,
      logStream,
      lake,
      failures,
    });
    const mapping = makeStreamMapping(this, 'StreamMapping', { ...settings, logStream, consumer, failures });
    const logConfiguration = makeLogConfiguration(this, 'LogConfiguration', settings, logStream);
    logConfiguration.node.addDependency(layouts.expected);
    const confirmed = layouts.confirm(logConfiguration);
    const attachments =
      settings.attachTo.length === 0
        ? undefined
        : new Attachments(this, 'Attachments', {
            settings,
            logConfiguration,
            lake,
            after: [confirmed, mapping],
          });
    const policy = sensitivityPolicy(settings, hashKey?.secretArn);
    const destinations =
      settings.destinations.length === 0
        ? undefined
        : new Destinations(this, 'Destinations', { settings, logStream, lake, failures, hashKey, policy });
    const lakeTable = new LakeTable(this, 'Table', settings, lake);
    const compaction = new Compaction(this, 'Compaction', { settings, lake, lakeTable });
    const queries = answerableQueries(settings.fieldNames);
    const { workgroup } = new QueryWorkgroup(this, 'Queries', { settings, lake, lakeTable, queries });

    const monitoring = new Monitoring(this, 'Monitoring', {
      settings,
      stream: logStream.stream,
      consumer,
      mapping,
      compaction,
      destinations: destinations?.watched ?? [],
    });

    if (monitoring.topic !== undefined) destinations?.makeAlarms(monitoring.topic);
    if (monitoring.topic !== undefined && settings.explanations !== false) {
      const { explanations } = settings;
      new Explanations(this, 'Explanations', {
        settings,
        explanations,
        topic: monitoring.topic,
        lake,
        lakeTable,
      });
    }

    this.readersPolicy = settings.readersPolicy
      ? makeLakeReaders(this, 'LakeReaders', { lake, lakeTable, workgroup })
      : undefined;
    this.realtimeLogConfig = logConfiguration;
    this.attachmentRole = attachments?.role;
    this.stream = logStream.stream;
    this.consumer = consumer;
    this.lake = lake;
    this.failures = failures;
    this.compaction = compaction;
    this.databaseName = lakeTable.databaseName;
    this.workgroupName = workgroup.name;
    this.destinations = destinations?.deployed ?? [];
    this.alarmTopic = monitoring.topic;
    this.dashboardName = monitoring.dashboard && settings.name;
    tagAll(this, settings.tags);
    this.#advise();
  }

  /**
   * Names the log configuration of a pipeline that another stack of the account deploys.
   *
   * @param name the pipeline's `name`
   */
  static fromName(scope: Construct, id: string, name: string): KnownLogConfiguration {
    return new KnownLogConfiguration(scope, id, name);
  }

  /**
   * Attaches the log configuration to every cache behavior of a distribution of this app, in place. For
   * distributions that another app creates, use `attachTo`.
   *
   * @throws ConfigurationError if the distribution is imported
   */
  attach(distribution: IDistribution): void {
    const isBeside = Stack.of(distribution) === Stack.of(this);
    const arn = isBeside
      ? this.realtimeLogConfig.realtimeLogConfigArn
      : // By its known name, so no export of one stack blocks a change of the other.
        logConfigurationArn(this.settings.name);
    attachInApp(distribution, arn);
  }

  /**
   * Lets a role query the lake, and nothing else.
   *
   * @throws ConfigurationError if `readersPolicy` is false
   */
  grantQuery(role: IRole): void {
    if (this.readersPolicy === undefined) {
      throw new ConfigurationError('readersPolicy', 'expected true for grantQuery, got false');
    }
    role.addManagedPolicy(this.readersPolicy);
  }

  /** Viewer requests of all distributions per minute, scaled up by the sampling rate. */
  metricRequests(): IMetric {
    return this.#health().of('Requests', 'Requests');
  }

  /**
   * Percentage of the requests of all distributions that ended with a status of 500 to 599.
   *
   * @param fewestRequests requests that a minute needs; with fewer, the rate is 0. 100 if omitted
   */
  metricServerErrorRate(fewestRequests = 100): IMetric {
    return this.#health().serverErrorRate(fewestRequests);
  }

  /** Percentage of the cache lookups of all distributions that were hits. */
  metricCacheHitRatio(): IMetric {
    return this.#health().cacheHitRatio();
  }

  #health(): HealthMetrics {
    return new HealthMetrics(this.settings.name);
  }

  #advise(): void {
    const annotations = Annotations.of(this);
    for (const { kind, id, message } of adviceOn(this.settings)) {
      if (kind === 'warning') annotations.addWarningV2(id, message);
      else annotations.addInfo(message);
    }
    for (const path of distributionsOfApp(this.settings.attachTo)) {
      annotations.addWarningV2(
        'cloudfront-realtime-logs:attached-beside-app',
        `attachTo: ${path} is created in this app, and its next deployment detaches what the template doesn't name; ` +
          'give its behaviors realtimeLogConfig instead',
      );
    }
  }
}
