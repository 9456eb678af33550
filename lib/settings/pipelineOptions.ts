import type { ConfiguredField } from '../../core/layouts/layout.ts';
import type { DetailName } from '../../core/metrics/detailDefinitions.ts';
import type { MetricExportOption } from '../../core/otlp/metricExport.ts';
import type { AddressHandling, TextHandling } from '../../core/sensitivity/policy.ts';
import type { AlarmThresholdOptions } from './alarmThresholds.ts';
import type { AttachmentPermission, AttachmentTarget } from './attachmentOptions.ts';
import type { Destination } from './destinationOptions.ts';
import type { AlarmExplanations } from './explanationOptions.ts';
import type { Objective } from './objectiveOptions.ts';

/** A VPC that functions run in. */
export interface VpcOption {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /**
   * Whether the functions that call CloudFront during a deployment also run in the VPC. CloudFront's API has no VPC
   * endpoint, so the subnets need access to the internet.
   *
   * @default false
   */
  readonly deploymentFunctions?: boolean | undefined;
}

/** Options of a pipeline, in the form of cdk.json. Every option has a default. docs/configuration.md lists the same options. */
export interface PipelineOptions {
  /**
   * Name of the real-time log configuration, of the Athena workgroup, and, with `_` instead of `-`, of the Glue database:
   * lowercase letters, digits, and hyphens, starting with a letter. It must be unique in the account, because names of log
   * configurations are.
   *
   * @default 'cloudfront-realtime-logs'
   */
  readonly name?: string;

  /**
   * Fields of a log record, in any order. Fields that aren't in the catalog are given with their position.
   *
   * @default - the fields of `defaultFields`
   */
  readonly fields?: string | readonly ConfiguredField[];

  /**
   * Percentage of the viewer requests that CloudFront logs, 1 to 100.
   *
   * @default 100
   */
  readonly samplingRate?: number;

  /**
   * Distributions to whose cache behaviors the log configuration is attached. A string is the ID of a distribution with
   * all its cache behaviors.
   *
   * @default []
   */
  readonly attachTo?: readonly (string | AttachmentTarget)[];

  /**
   * Further permissions of the function that attaches the log configuration, if updating a distribution requires them.
   *
   * @default []
   */
  readonly attachPermissions?: readonly AttachmentPermission[];

  /**
   * Whether the stream has the estimated number of shards or scales with the traffic.
   *
   * @default 'provisioned'
   */
  readonly capacity?: 'provisioned' | 'on-demand';

  /**
   * Viewer requests per second at the peak, for all attached cache behaviors together, before sampling.
   *
   * @default 1000
   */
  readonly requestsPerSecond?: number;

  /**
   * Average size of a log record in bytes.
   *
   * @default - an estimate from the fields
   */
  readonly recordBytes?: number;

  /**
   * Additional capacity, as a percentage of the capacity that `requestsPerSecond` needs.
   *
   * @default 0
   */
  readonly headroom?: number;

  /**
   * Current number of shards of the deployed stream. If the new number is more than twice or less than half as large, synth
   * fails and prints the steps in which to change it, because Kinesis supports no larger change at a time.
   *
   * @default - the number is unknown
   */
  readonly currentShards?: number;

  /**
   * ARN of an existing stream that CloudFront writes to. Set `capacity`, `requestsPerSecond`, and `streamRetentionHours` to
   * its values.
   *
   * @default - a new stream
   */
  readonly streamArn?: string;

  /**
   * ARN of the customer managed key that encrypts the stream `streamArn`.
   *
   * @default - no customer managed key
   */
  readonly streamKeyArn?: string;

  /**
   * Hours for which the stream keeps records, 24 to 8760 (Kinesis developer guide, 'Change the data retention
   * period', November 2026).
   *
   * @default 24
   */
  readonly streamRetentionHours?: number;

  /**
   * Encryption of the stream: with the key `aws/kinesis`, with a new customer managed key, or none.
   *
   * @default 'aws-managed'
   */
  readonly streamEncryption?: 'aws-managed' | 'customer-managed' | 'none';

  /**
   * ARN of the key that encrypts the data that the pipeline stores: stream, lake, query results, log groups, alarm topic,
   * and the secret with the hash key.
   *
   * @default - AWS managed keys, a new key for the alarm topic, and the key of `streamEncryption` for the stream
   */
  readonly encryptionKeyArn?: string;

  /**
   * How viewer addresses are handled.
   *
   * @default 'keep'
   */
  readonly addresses?: AddressHandling;

  /**
   * How cookies are handled.
   *
   * @default 'drop'
   */
  readonly cookies?: TextHandling;

  /**
   * How the values of secret headers are handled.
   *
   * @default 'drop'
   */
  readonly headers?: TextHandling;

  /**
   * How the values of secret query parameters are handled.
   *
   * @default 'drop'
   */
  readonly urls?: TextHandling;

  /**
   * How the text that CloudFront Functions write to the log is handled.
   *
   * @default 'keep'
   */
  readonly custom?: TextHandling;

  /**
   * ARN of the secret whose complete value is the hash key. The functions read it when they start.
   *
   * @default - a new secret, if any text is hashed
   */
  readonly hashKeySecretArn?: string;

  /**
   * Further names of parameters and headers whose values are secret, at most 64. Case, hyphens, and underscores are
   * ignored. A name also matches the last part of a nested name (`ssn` matches `user[ssn]`).
   *
   * @default []
   */
  readonly redactNames?: readonly string[];

  /**
   * Names of parameters and headers whose values are not secret although their names suggest it, at most 64.
   *
   * @default []
   */
  readonly keepNames?: readonly string[];

  /**
   * Compression of the Parquet files.
   *
   * @default 'zstd'
   */
  readonly compression?: 'zstd' | 'gzip';

  /**
   * Exports the traffic metrics over OTLP (OpenTelemetry), to CloudWatch or to another backend.
   *
   * @default - no export
   */
  readonly metricExport?: MetricExportOption;

  /**
   * Seconds for which Lambda collects a shard's records into a batch, 0 to 300 (Lambda API reference,
   * CreateEventSourceMapping, November 2026).
   *
   * @default 10
   */
  readonly batchWindowSeconds?: number;

  /**
   * Memory of the consumer in megabytes, 128 to 10240. With 1769, Lambda allocates one vCPU (Lambda developer guide,
   * 'Configure memory', November 2026).
   *
   * @default 1769
   */
  readonly memoryMegabytes?: number;

  /**
   * Processor architecture of the functions.
   *
   * @default 'arm64'
   */
  readonly architecture?: 'arm64' | 'x86_64';

  /**
   * Concurrent invocations that are reserved for the consumer, and at the same time its maximum. It needs one for each
   * shard.
   *
   * @default - the account's unreserved concurrency
   */
  readonly reservedConcurrency?: number;

  /**
   * Subnets and security groups that the functions run in.
   *
   * @default - no VPC
   */
  readonly vpc?: VpcOption;

  /**
   * ARN of the permissions boundary of every role.
   *
   * @default - no permissions boundary
   */
  readonly permissionsBoundaryArn?: string;

  /**
   * CloudWatch namespace of the traffic metrics.
   *
   * @default 'CloudFront/RealtimeLogs'
   */
  readonly metricNamespace?: string;

  /**
   * Maximum number of distributions and cache behaviors with their own metrics.
   *
   * @default 50
   */
  readonly metricSeriesLimit?: number;

  /**
   * Distributions (`d111111abcdef8.cloudfront.net`) and cache behaviors (`d111111abcdef8.cloudfront.net
   * /images/*`) that always have their own metrics.
   *
   * @default []
   */
  readonly metricSeries?: readonly string[];

  /**
   * Service level objectives of distributions and cache behaviors, with alarms on the rate at which their error budgets
   * burn. Their series are added to `metricSeries`.
   *
   * @default []
   */
  readonly objectives?: readonly Objective[];

  /**
   * Further metrics of each distribution and cache behavior, which no alarm needs. Each costs as much as any other metric.
   *
   * @default []
   */
  readonly additionalMetrics?: readonly DetailName[];

  /**
   * Where records are delivered in addition to the lake. Names must be unique. Each destination has its own function, role,
   * and error output. docs/destinations.md lists the options of every type, and what each costs.
   *
   * @default []
   */
  readonly destinations?: readonly Destination[];

  /**
   * Whether to create a dashboard of the traffic and the pipeline.
   *
   * @default true
   */
  readonly dashboard?: boolean;

  /**
   * Thresholds of the alarms; `false` turns an alarm off. `false` instead of the object turns all alarms off.
   *
   * @default {}
   */
  readonly alarms?: AlarmThresholdOptions | false;

  /**
   * ARN of an existing SNS topic that receives the alarms.
   *
   * @default - a new topic
   */
  readonly alarmTopicArn?: string;

  /**
   * Email addresses that receive the alarms after each confirms its subscription.
   *
   * @default []
   */
  readonly alarmEmails?: readonly string[];

  /**
   * Sends explanations of alarms about the traffic. `{}` sends them to the alarm topic only.
   *
   * @default false
   */
  readonly explanations?: AlarmExplanations | false;

  /**
   * URL or path of the runbook that alarms and the dashboard link to.
   *
   * @default 'docs/operations.md'
   */
  readonly runbookUrl?: string;

  /**
   * Days for which the lake keeps requests.
   *
   * @default 90
   */
  readonly lakeRetentionDays?: number;

  /**
   * Name of an existing bucket for the lake: empty, or with the data of an earlier deployment, to which new data is added.
   *
   * @default - a new bucket
   */
  readonly lakeBucketName?: string;

  /**
   * Prefix of everything that the pipeline stores in the bucket `lakeBucketName`, such as `cloudfront/`. Several
   * pipelines can share a bucket if each has its own prefix.
   *
   * @default - no prefix
   */
  readonly lakePrefix?: string;

  /**
   * ARN of the customer managed key that encrypts the bucket `lakeBucketName`.
   *
   * @default - no customer managed key
   */
  readonly lakeKeyArn?: string;

  /**
   * Name of an existing Glue database for the tables.
   *
   * @default - a new database
   */
  readonly databaseName?: string;

  /**
   * Name of the bucket for the S3 server access logs of the buckets that the pipeline creates.
   *
   * @default - no access logs
   */
  readonly accessLogBucketName?: string;

  /**
   * Whether closed hours are merged into a table with few large files that contains each request once. If false, the view
   * `requests` reads the raw files.
   *
   * @default true
   */
  readonly compaction?: boolean;

  /**
   * Days for which the lake keeps records that could not be read.
   *
   * @default 30
   */
  readonly quarantineRetentionDays?: number;

  /**
   * Days for which the failure bucket keeps batches that could not be processed.
   *
   * @default 30
   */
  readonly failureRetentionDays?: number;

  /**
   * Days for which the logs of the functions are kept; a number of days that CloudWatch Logs supports.
   *
   * @default 30
   */
  readonly logRetentionDays?: number;

  /**
   * Gigabytes that one query may scan.
   *
   * @default 100
   */
  readonly scanLimitGigabytes?: number;

  /**
   * Whether to create a managed policy for users who query the lake. It doesn't allow access to quarantine and the failure
   * bucket.
   *
   * @default true
   */
  readonly readersPolicy?: boolean;

  /**
   * Whether the stream is deleted with the stack. A customer managed key of the stream is always retained.
   *
   * @default 'destroy'
   */
  readonly streamRemoval?: 'retain' | 'destroy';

  /**
   * Whether the lake, and the secret with the hash key, are deleted with the stack.
   *
   * @default 'retain'
   */
  readonly lakeRemoval?: 'retain' | 'destroy';

  /**
   * Whether the failure bucket is deleted with the stack.
   *
   * @default 'retain'
   */
  readonly failureRemoval?: 'retain' | 'destroy';

  /**
   * Whether CloudFormation refuses to delete the stack.
   *
   * @default false
   */
  readonly terminationProtection?: boolean;

  /**
   * Tags of all resources that support tags.
   *
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
}
