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

/** What can be decided about a pipeline. Everything has a default. */
export interface RealtimeLogPipelineProps {
  /**
   * Name of the real-time log configuration, the Athena workgroup and, with `_` for `-`, the Glue database: lowercase
   * letters, digits and hyphens. Unique in the account. Another name is another pipeline.
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
   * Percentage of the viewer requests that CloudFront logs, 1 to 100. Metrics are scaled back up by it.
   *
   * @default 100
   */
  readonly samplingRate?: number;

  /**
   * Distributions that are made elsewhere, to whose cache behaviors the log configuration is attached. `attach` does
   * the same for one distribution.
   *
   * @default []
   */
  readonly attachTo?: AttachmentTarget[];

  /**
   * Further permissions of the function that attaches, where updating a distribution takes them.
   *
   * @default []
   */
  readonly attachmentPermissions?: AttachmentPermission[];

  /**
   * The stream that CloudFront writes into.
   *
   * @default Capacity.provisioned()
   */
  readonly capacity?: Capacity;

  /**
   * Key of all that the pipeline makes and that holds data: stream, lake, query results, log groups, alarm topic, and
   * the secret with the key of the hashes.
   *
   * @default - the keys that AWS manages, and a key of the topic's own
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
   * @default - addresses and custom data stay; cookies and secrets are removed
   */
  readonly privacy?: Privacy;

  /**
   * The alarms.
   *
   * @default Alarms.defaults()
   */
  readonly alarms?: Alarms;

  /**
   * Whether there is a dashboard of traffic and pipeline, named like the pipeline. `addWidgets` adds its graphs to
   * another one.
   *
   * @default true
   */
  readonly dashboard?: boolean;

  /**
   * Address of the runbook that alarms and dashboard link to.
   *
   * @default 'docs/operations.md'
   */
  readonly runbookUrl?: string;

  /**
   * CloudWatch namespace of the metrics of the traffic.
   *
   * @default 'CloudFront/RealtimeLogs'
   */
  readonly metricNamespace?: string;

  /**
   * Most distributions and cache behaviors that get metrics of their own, 1 to 500.
   *
   * @default 50
   */
  readonly metricSeriesLimit?: number;

  /**
   * Distributions (`d111111abcdef8.cloudfront.net`) and cache behaviors (`d111111abcdef8.cloudfront.net /images/*`)
   * that have metrics of their own before any others, and an alarm on server errors.
   *
   * @default []
   */
  readonly metricSeries?: string[];

  /**
   * Service level objectives of distributions and cache behaviors, each with alarms on how fast it burns its budget.
   *
   * @default []
   */
  readonly objectives?: Objective[];

  /**
   * Further metrics, by the names of docs/configuration.md.
   *
   * @default []
   */
  readonly additionalMetrics?: string[];

  /**
   * Exports the metrics of the traffic by OTLP (OpenTelemetry).
   *
   * @default - none
   */
  readonly metricExport?: MetricExport;

  /**
   * Where records are delivered beside the lake.
   *
   * @default []
   */
  readonly destinations?: LogDestination[];

  /**
   * How long Lambda gathers records of a shard before a batch, at most 300 seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly batchWindow?: Duration;

  /**
   * Memory of the consumer in megabytes, 128 to 10240; 1769 come with one vCPU.
   *
   * @default 1769
   */
  readonly memorySize?: number;

  /**
   * Processor of the functions.
   *
   * @default Architecture.ARM_64
   */
  readonly architecture?: Architecture;

  /**
   * Invocations of the consumer that the account keeps for it, and the most it may have at once. It needs one for each
   * shard.
   *
   * @default - the account's unreserved concurrency
   */
  readonly reservedConcurrency?: number;

  /**
   * VPC that the functions run in.
   *
   * @default - none
   */
  readonly network?: FunctionNetwork;

  /**
   * Permissions boundary of every role.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * How long the functions' own logs are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;

  /**
   * Bucket for the S3 access logs of the pipeline's own buckets.
   *
   * @default - none
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
   * Tags of everything that can have tags.
   *
   * @default - none
   */
  readonly tags?: { [name: string]: string };
}
