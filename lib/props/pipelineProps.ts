import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Architecture } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Objective } from '../settings/objectiveOptions.ts';
import type { Alarms } from './alarms.ts';
import type { AttachmentPermission, AttachmentTarget } from './attachments.ts';
import type { Capacity } from './capacity.ts';
import type { Fields } from './fields.ts';
import type { FunctionNetwork } from './functionNetwork.ts';
import type { Lake } from './lake.ts';
import type { LogDestination } from './logDestination.ts';
import type { MetricExport } from './metricExport.ts';
import type { Privacy } from './privacy.ts';

/** Properties of a pipeline. Every property has a default. */
export interface RealtimeLogPipelineProps {
  /**
   * Name of the real-time log configuration, of the Athena workgroup, and, with `_` instead of `-`, of the Glue database.
   * It consists of lowercase letters, digits, and hyphens, and is unique in the account. If you change it, CloudFormation
   * replaces the resources that have the name.
   *
   * @default - the path of the construct, in lowercase letters and with hyphens
   */
  readonly name?: string;

  /**
   * Fields of a log record.
   *
   * @default Fields.defaults()
   */
  readonly fields?: Fields;

  /**
   * Percentage of viewer requests that CloudFront logs, 1 to 100. Metrics are scaled up accordingly.
   *
   * @default 100
   */
  readonly samplingRate?: number;

  /**
   * Distributions that aren't part of the app, to whose cache behaviors the log configuration is attached. `attach` does
   * the same for one distribution.
   *
   * @default []
   */
  readonly attachTo?: AttachmentTarget[];

  /**
   * Further permissions of the function that attaches the log configuration, if updating a distribution requires them.
   *
   * @default []
   */
  readonly attachmentPermissions?: AttachmentPermission[];

  /**
   * The stream that CloudFront writes to.
   *
   * @default Capacity.provisioned()
   */
  readonly capacity?: Capacity;

  /**
   * Key that encrypts the data that the pipeline stores: stream, lake, query results, log groups, alarm topic, and the
   * secret with the hash key.
   *
   * @default - AWS managed keys, and a new key for the topic
   */
  readonly encryptionKey?: IKey;

  /**
   * The bucket of the Parquet files, and the tables over it.
   *
   * @default Lake.create()
   */
  readonly lake?: Lake;

  /**
   * How sensitive text is handled before anything is written.
   *
   * @default - addresses and custom data are kept; cookies and secrets are removed
   */
  readonly privacy?: Privacy;

  /**
   * The alarms.
   *
   * @default Alarms.defaults()
   */
  readonly alarms?: Alarms;

  /**
   * Whether to create a dashboard of the traffic and the pipeline, with the pipeline's name. `addWidgets` adds its graphs
   * to another dashboard.
   *
   * @default true
   */
  readonly dashboard?: boolean;

  /**
   * URL of the runbook that alarms and the dashboard link to.
   *
   * @default 'docs/operations.md'
   */
  readonly runbookUrl?: string;

  /**
   * CloudWatch namespace of the traffic metrics.
   *
   * @default 'CloudFront/RealtimeLogs'
   */
  readonly metricNamespace?: string;

  /**
   * Maximum number of distributions and cache behaviors that have their own metrics, 1 to 500.
   *
   * @default 50
   */
  readonly metricSeriesLimit?: number;

  /**
   * Distributions (`d111111abcdef8.cloudfront.net`) and cache behaviors (`d111111abcdef8.cloudfront.net /images/*`) that
   * have priority under `metricSeriesLimit`, and an alarm on server errors each.
   *
   * @default []
   */
  readonly metricSeries?: string[];

  /**
   * Service level objectives of distributions and cache behaviors, each with alarms on the burn rate of its error budget.
   *
   * @default []
   */
  readonly objectives?: Objective[];

  /**
   * Further metrics, by the names in docs/configuration.md.
   *
   * @default []
   */
  readonly additionalMetrics?: string[];

  /**
   * Exports the traffic metrics over OTLP (OpenTelemetry).
   *
   * @default - no export
   */
  readonly metricExport?: MetricExport;

  /**
   * Where records are delivered in addition to the lake.
   *
   * @default []
   */
  readonly destinations?: LogDestination[];

  /**
   * How long Lambda collects a shard's records into a batch before it invokes the consumer, at most 300 seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly batchWindow?: Duration;

  /**
   * Memory of the consumer in megabytes, 128 to 10240. With 1769, Lambda allocates one vCPU.
   *
   * @default 1769
   */
  readonly memorySize?: number;

  /**
   * Processor architecture of the functions.
   *
   * @default Architecture.ARM_64
   */
  readonly architecture?: Architecture;

  /**
   * Concurrent invocations that are reserved for the consumer, and at the same time its maximum. It needs one for each
   * shard.
   *
   * @default - the account's unreserved concurrency
   */
  readonly reservedConcurrency?: number;

  /**
   * VPC that the functions run in.
   *
   * @default - no VPC
   */
  readonly network?: FunctionNetwork;

  /**
   * Permissions boundary of every role.
   *
   * @default - no permissions boundary
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * How long the logs of the functions are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;

  /**
   * Bucket for the S3 server access logs of the buckets that the pipeline creates.
   *
   * @default - no access logs
   */
  readonly accessLogs?: IBucket;

  /**
   * How long the failure bucket keeps batches that could not be processed.
   *
   * @default Duration.days(30)
   */
  readonly failureRetention?: Duration;

  /**
   * What happens to the failure bucket when the stack is deleted.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly failureRemovalPolicy?: RemovalPolicy;

  /**
   * Tags of all resources that support tags.
   *
   * @default - no tags
   */
  readonly tags?: { [name: string]: string };
}
