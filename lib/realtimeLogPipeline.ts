import { Annotations, Stack } from 'aws-cdk-lib';
import type { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import type { IDistribution, IRealtimeLogConfig } from 'aws-cdk-lib/aws-cloudfront';
import type { Dashboard, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IManagedPolicy, IRole } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { DeployedDestination } from '../core/destinations/deployedDestination.ts';
import { answerableQueries } from '../core/lake/queries.ts';
import { adviseOnPipeline } from './advice/pipelineAdvice.ts';
import {
  attachDistribution,
  distributionInApp,
  distributionsOfApp,
  rejectOtherAccount,
} from './attachDistribution.ts';
import { Attachments } from './attachments.ts';
import { Compaction } from './compaction/compaction.ts';
import { ConsumerFunction } from './consumerFunction.ts';
import { Destinations } from './destinations/destinations.ts';
import { makeEmptyingLogs } from './emptyingLogs.ts';
import { allowServices } from './existing/encryptionKey.ts';
import { bindRoles } from './existing/permissionsBoundary.ts';
import { rejectElsewhere } from './existing/rejectElsewhere.ts';
import { Explanations } from './explanations/explanations.ts';
import { makeFailureBucket } from './failureBucket.ts';
import { KnownLayouts } from './knownLayouts.ts';
import { KnownLogConfiguration } from './knownLogConfiguration.ts';
import { makeLakeBucket } from './lakeBucket.ts';
import { LakeFolder } from './lakeFolder.ts';
import { makeLakeReaders } from './lakeReaders.ts';
import { LakeTable } from './lakeTable.ts';
import { logConfigurationArn, makeLogConfiguration } from './logConfiguration.ts';
import { LogStream } from './logStream.ts';
import { SelectedTraffic } from './monitoring/metrics/selectedTraffic.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import type { AttachProps } from './props/attachments.ts';
import { defaultNameOf } from './props/defaultName.ts';
import { optionsOfProps } from './props/optionsOfProps.ts';
import type { PipelineAlarms } from './props/pipelineAlarms.ts';
import type { RealtimeLogPipelineProps } from './props/pipelineProps.ts';
import type { ServerErrorRateProps, TrafficMetricProps } from './props/trafficMetricProps.ts';
import { QueryWorkgroup } from './queryWorkgroup.ts';
import { sensitivityPolicy } from './sensitivityPolicy.ts';
import { checkAttachment } from './settings/attachmentOptions.ts';
import { ConfigurationError, showValue } from './settings/configurationError.ts';
import { type PipelineSettings, resolveSettings } from './settings/pipelineSettings.ts';
import { rejectRegion } from './settings/region.ts';
import { rejectSharedLake } from './settings/uniqueLake.ts';
import { rejectDuplicateName } from './settings/uniqueName.ts';
import { makeStreamMapping } from './streamMapping.ts';
import { tagAll } from './tagAll.ts';

/**
 * A pipeline for CloudFront real-time logs: log configuration, stream, consumer, lake, table, queries,
 * dashboard, and alarms.
 *
 * @example
 * const logs = new RealtimeLogPipeline(this, 'Logs', {
 *   capacity: Capacity.provisioned({ requestsPerSecond: 5000 }),
 * });
 * logs.attach(distribution);
 */
export class RealtimeLogPipeline extends Construct {
  /** Name of the log configuration, the workgroup, and the dashboard. */
  readonly pipelineName: string;
  /** The log configuration, for cache behaviors. */
  readonly realtimeLogConfig: IRealtimeLogConfig;
  /** The stream that CloudFront writes to. */
  readonly stream: IStream;
  /** The function that reads the stream. */
  readonly consumer: IFunction;
  /** The bucket with Parquet files, quarantine, and known layouts. */
  readonly lake: IBucket;
  /** Address of the lake for `cfrl`: the bucket, followed by a slash and the prefix if the lake has one. */
  readonly lakeAddress: string;
  /** The bucket with batches that could not be processed. */
  readonly failures: Bucket;
  /** ARN of the state machine that merges closed hours of the lake. */
  readonly compactionStateMachineArn: string;
  /** Name of the Glue database. */
  readonly databaseName: string;
  /** The table over the raw files, `requests_raw`. */
  readonly table: CfnTable;
  /** The Athena workgroup with the saved queries. */
  readonly workgroup: CfnWorkGroup;
  /** Name of the Athena workgroup. */
  readonly workgroupName: string;
  /** The policy for users who query the lake; undefined if `readersPolicy` is false. */
  readonly readersPolicy: IManagedPolicy | undefined;
  /** The alarms of the whole pipeline, by name. */
  readonly alarms: PipelineAlarms;
  /** The topic that receives the alarms; undefined if there are no alarms. */
  readonly alarmTopic: ITopic | undefined;
  /** Name of the CloudWatch dashboard; undefined if `dashboard` is false. */
  readonly dashboardName: string | undefined;
  /**
   * The destinations other than the lake, for `cfrl`.
   *
   * @internal
   */
  readonly _destinations: readonly DeployedDestination[];
  readonly #settings: PipelineSettings;
  readonly #monitoring: Monitoring;
  readonly #makeAttachments: () => Attachments;
  #attachments: Attachments | undefined;

  /**
   * @throws ConfigurationError if the props can't be deployed
   */
  constructor(scope: Construct, id: string, props: RealtimeLogPipelineProps = {}) {
    super(scope, id);
    rejectRegion(Stack.of(this).region);
    const { options, existing } = optionsOfProps(this, props);
    rejectElsewhere(this, existing);
    const settings = resolveSettings({ name: defaultNameOf(this), ...options }, existing);
    rejectDuplicateName(this, Stack.of(this), settings.name);
    this.#settings = settings;
    this.pipelineName = settings.name;
    if (existing.encryptionKey !== undefined) allowServices(this, existing.encryptionKey);
    bindRoles(this, existing.permissionsBoundary);

    const logStream = new LogStream(this, 'LogStream', settings);
    const lake = new LakeFolder(makeLakeBucket(this, 'Lake', settings), settings.lakePrefix);
    const failures = makeFailureBucket(this, 'Failures', settings);
    makeEmptyingLogs(this, settings);
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
    const policy = sensitivityPolicy(settings, hashKey?.secretArn);
    const destinations =
      settings.destinations.length === 0
        ? undefined
        : new Destinations(this, 'Destinations', { settings, logStream, lake, failures, hashKey, policy });
    const lakeTable = new LakeTable(this, 'Table', settings, lake);
    rejectSharedLake(lakeTable.table);
    const compaction = new Compaction(this, 'Compaction', { settings, lake, lakeTable });
    this.#makeAttachments = () =>
      new Attachments(this, 'Attachments', {
        settings,
        logConfiguration,
        lake,
        // Attach last, so that no records are in the lake if the deployment of another resource fails.
        after: [confirmed, mapping, compaction, ...(destinations === undefined ? [] : [destinations])],
      });
    if (settings.attachTo.length > 0) this.#attachments = this.#makeAttachments();
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
    this.stream = logStream.stream;
    this.consumer = consumer;
    this.lake = lake.bucket;
    this.lakeAddress = lake.address;
    this.failures = failures;
    this.compactionStateMachineArn = compaction.stateMachine.attrArn;
    this.databaseName = lakeTable.databaseName;
    this.table = lakeTable.table;
    this.workgroup = workgroup;
    this.workgroupName = workgroup.name;
    this._destinations = destinations?.deployed ?? [];
    this.alarms = monitoring.alarmsByName;
    this.#monitoring = monitoring;
    this.alarmTopic = monitoring.topic;
    this.dashboardName = monitoring.dashboard && settings.name;
    tagAll(this, settings.tags);
    this.node.addValidation({ validate: () => this.#unusedPermissions() });
    this.#advise();
  }

  /**
   * Refers to the log configuration of a pipeline that another stack of the account deploys.
   *
   * @param name the pipeline's `name`
   */
  static fromName(scope: Construct, id: string, name: string): KnownLogConfiguration {
    return new KnownLogConfiguration(scope, id, name);
  }

  /** The role that updates distributions outside the app; undefined if nothing is attached to such distributions. */
  get attachmentRole(): IRole | undefined {
    return this.#attachments?.role;
  }

  /**
   * Attaches the log configuration to cache behaviors of a distribution. If the distribution is part of the app, its
   * template is changed. Otherwise, a custom resource updates the distribution, and detaches the log configuration when the
   * resource is removed.
   *
   * @throws ConfigurationError if the distribution is in another account, has no valid ID, or is already attached; at synth
   *   if the distribution is part of the app, and has no behavior of a given name or none without another log configuration
   */
  attach(distribution: IDistribution, props: AttachProps = {}): void {
    rejectOtherAccount(this, distribution);
    const { distributionId } = distribution;
    checkAttachment({ distributionId, ...props });
    const made = distributionInApp(distribution);
    if (made === undefined) {
      this.#attachments ??= this.#makeAttachments();
      const { behaviors = 'all', replace = false } = props;
      this.#attachments.attach({ distributionId, behaviors, replace });
      return;
    }
    const isBeside = Stack.of(distribution) === Stack.of(this);
    const arn = isBeside
      ? this.realtimeLogConfig.realtimeLogConfigArn
      : // Built from the name, because an export between the stacks would block changes.
        logConfigurationArn(this.pipelineName);
    attachDistribution(made, arn, props);
  }

  /**
   * Allows a role to query the lake, without access to quarantine and the failure bucket.
   *
   * @throws ConfigurationError if `readersPolicy` of the lake is false
   */
  grantQuery(role: IRole): void {
    if (this.readersPolicy === undefined) {
      throw new ConfigurationError(
        'readersPolicy',
        'expected true, because grantQuery needs the policy, got false',
      );
    }
    role.addManagedPolicy(this.readersPolicy);
  }

  /** Adds the graphs of the traffic and the pipeline, and the alarms, to a dashboard of the app. */
  addWidgets(dashboard: Dashboard): void {
    this.#monitoring.addWidgets(dashboard);
  }

  /** Viewer requests per minute, scaled up by the sampling rate. */
  metricRequests(props: TrafficMetricProps = {}): Metric {
    return new SelectedTraffic(this.#settings, props).count('Requests', 'Requests');
  }

  /** Percentage of the requests that ended with a status of 500 to 599. */
  metricServerErrorRate(props: ServerErrorRateProps = {}): MathExpression {
    return new SelectedTraffic(this.#settings, props).serverErrorRate(props.minRequests ?? 100);
  }

  /** Percentage of the cache lookups that were hits. */
  metricCacheHitRatio(props: TrafficMetricProps = {}): MathExpression {
    return new SelectedTraffic(this.#settings, props).cacheHitRatio();
  }

  /** Time from a request until it is in the lake, in milliseconds, averaged over the batches of a minute. */
  metricDeliveryDelay(): Metric {
    return this.#monitoring.metrics.health.of('DeliveryDelay', 'Delivery delay', 'Average');
  }

  /** Returns an error if there are permissions for attaching, but nothing is attached outside the app. */
  #unusedPermissions(): string[] {
    const { attachPermissions } = this.#settings;
    if (attachPermissions.length === 0 || this.#attachments !== undefined) return [];
    return [
      `attachPermissions: expected no value without attachTo or attach to an imported distribution, got ${showValue(attachPermissions)}`,
    ];
  }

  #advise(): void {
    const annotations = Annotations.of(this);
    for (const { kind, id, message } of adviseOnPipeline(this.#settings)) {
      if (kind === 'warning') annotations.addWarningV2(id, message);
      else annotations.addInfo(message);
    }
    for (const path of distributionsOfApp(this.#settings.attachTo)) {
      annotations.addWarningV2(
        'cloudfront-realtime-logs:attached-beside-app',
        `attachTo: ${path} is created in this app, and its next deployment detaches the log configuration, which isn't in ` +
          'its template; use attach, or set realtimeLogConfig of its cache behaviors',
      );
    }
  }
}
