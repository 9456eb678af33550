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
   * Whether the functions that call CloudFront while a stack is deployed run in it too. CloudFront's API has no endpoint
   * in a VPC, so they need a way to the internet.
   *
   * @default false
   */
  readonly deploymentFunctions?: boolean | undefined;
}

/** What can be configured about a pipeline, as cdk.json has it. Everything has a default; docs/configuration.md has the same list. */
export interface PipelineOptions {
  /**
   * Name of the real-time log configuration, the Athena workgroup and, with `_` for `-`, the Glue database:
   * lowercase letters, digits, and hyphens, starting with a letter. Unique in the account, because log
   * configurations are.
   *
   * @default 'cloudfront-realtime-logs'
   */
  readonly name?: string;

  /**
   * Fields of a log record, in any order, known ones by name and newer ones with their place.
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
   * Distributions to whose cache behaviors the log configuration is attached, by ID for all their behaviors.
   *
   * @default []
   */
  readonly attachTo?: readonly (string | AttachmentTarget)[];

  /**
   * Additional permissions of the function that attaches, if updating a distribution requires them.
   *
   * @default []
   */
  readonly attachPermissions?: readonly AttachmentPermission[];

  /**
   * Whether the stream has the estimated number of shards or grows with the traffic.
   *
   * @default 'provisioned'
   */
  readonly capacity?: 'provisioned' | 'on-demand';

  /**
   * Viewer requests a second at the busiest time, for all attached behaviors together, before sampling.
   *
   * @default 1000
   */
  readonly requestsPerSecond?: number;

  /**
   * Average bytes of a log record.
   *
   * @default - the size that follows from the fields
   */
  readonly recordBytes?: number;

  /**
   * Percentage by which the stream is larger than `requestsPerSecond` needs.
   *
   * @default 0
   */
  readonly headroom?: number;

  /**
   * Current number of shards of the deployed stream. If the other props need more than twice or less than
   * half as many, the construct fails and prints the steps, because Kinesis makes no larger change at a time.
   *
   * @default - the number is unknown
   */
  readonly presentShards?: number;

  /**
   * ARN of the stream that CloudFront writes into. `capacity`, `requestsPerSecond` and `streamRetentionHours` then say
   * what it has.
   *
   * @default - a stream of its own
   */
  readonly streamArn?: string;

  /**
   * ARN of the customer managed key with which the stream of `streamArn` is encrypted.
   *
   * @default - none that roles need a permission for
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
   * Key of the stream: the `aws/kinesis` key, a key of its own, or none.
   *
   * @default 'aws-managed'
   */
  readonly streamEncryption?: 'aws-managed' | 'customer-managed' | 'none';

  /**
   * ARN of the key of all that the pipeline makes and that holds data: stream, lake, query results, log groups, alarm
   * topic, and the secret with the key of the hashes.
   *
   * @default - the keys that AWS manages, a key of the topic's own, and what `streamEncryption` says
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
   * ARN of the secret whose whole text is the key of the hashes. The functions read it when they start.
   *
   * @default - a secret of its own, if something is hashed
   */
  readonly hashKeySecretArn?: string;

  /**
   * Additional names of parameters and headers whose values are secret, at most 64. Case, hyphens, and
   * underscores are ignored; a name also matches the last part of a nested one (`ssn` matches `user[ssn]`).
   *
   * @default []
   */
  readonly redactNames?: readonly string[];

  /**
   * Names of parameters and headers whose values are not secret, even if their words say so, at most 64.
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
   * Exports the metrics of the traffic by OTLP (OpenTelemetry), to CloudWatch or to another backend.
   *
   * @default - none
   */
  readonly metricExport?: MetricExportOption;

  /**
   * Seconds for which Lambda collects records of a shard for a batch, 0 to 300 (Lambda API reference,
   * CreateEventSourceMapping, November 2026).
   *
   * @default 10
   */
  readonly batchWindowSeconds?: number;

  /**
   * Memory of the consumer in megabytes, 128 to 10240; 1769 come with one vCPU (Lambda developer guide,
   * 'Configure memory', November 2026).
   *
   * @default 1769
   */
  readonly memoryMegabytes?: number;

  /**
   * Processor of the functions.
   *
   * @default 'arm64'
   */
  readonly architecture?: 'arm64' | 'x86_64';

  /**
   * Invocations of the consumer that the account keeps for it, and the most it may have at once. It needs one for each
   * shard.
   *
   * @default - the account's unreserved concurrency
   */
  readonly reservedConcurrency?: number;

  /**
   * Subnets and security groups that the functions run in.
   *
   * @default - none
   */
  readonly vpc?: VpcOption;

  /**
   * ARN of the permissions boundary of every role.
   *
   * @default - none
   */
  readonly permissionsBoundaryArn?: string;

  /**
   * CloudWatch namespace of the metrics of the traffic.
   *
   * @default 'CloudFront/RealtimeLogs'
   */
  readonly metricNamespace?: string;

  /**
   * Largest number of distributions and cache behaviors with their own metrics.
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
   * Metrics that no alarm needs, for each distribution and cache behavior. Each costs as much as any other metric.
   *
   * @default []
   */
  readonly additionalMetrics?: readonly DetailName[];

  /**
   * Where records are delivered besides the lake. Names must be unique. Each destination has its own
   * function, role, and error output. docs/destinations.md has the options of every type, and what each
   * costs.
   *
   * @default []
   */
  readonly destinations?: readonly Destination[];

  /**
   * Whether there is a dashboard of traffic and pipeline.
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
   * SNS topic that alarms are sent to.
   *
   * @default - a topic of its own
   */
  readonly alarmTopicArn?: string;

  /**
   * Addresses that alarms are sent to, after each has confirmed the subscription.
   *
   * @default []
   */
  readonly alarmEmails?: readonly string[];

  /**
   * How alarms about the traffic explain themselves; `{}` for the mail of the topic alone.
   *
   * @default false
   */
  readonly explanations?: AlarmExplanations | false;

  /**
   * URL or path of the runbook, to which alarms and dashboard link.
   *
   * @default 'docs/operations.md'
   */
  readonly runbookUrl?: string;

  /**
   * Days for which the lake keeps Parquet files, and how far back the table reaches.
   *
   * @default 90
   */
  readonly lakeRetentionDays?: number;

  /**
   * Name of the bucket of the lake: an empty one, or the one that an earlier deployment left, which is continued.
   *
   * @default - a bucket of its own
   */
  readonly lakeBucketName?: string;

  /**
   * ARN of the customer managed key with which the bucket of `lakeBucketName` is encrypted.
   *
   * @default - none that roles need a permission for
   */
  readonly lakeKeyArn?: string;

  /**
   * Name of a Glue database that exists, for the tables.
   *
   * @default - a database of its own
   */
  readonly databaseName?: string;

  /**
   * Name of the bucket for the S3 access logs of the pipeline's own buckets.
   *
   * @default - none
   */
  readonly accessLogBucketName?: string;

  /**
   * Whether closed hours are merged into a table with few large files that contains each request once.
   * Without it, `requests` has the rows of the raw files.
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
   * Days for which the functions' own logs are kept, one of the periods of CloudWatch Logs.
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
   * Whether there is a managed policy for users who query the lake. It gives no access to quarantine and the
   * failure bucket.
   *
   * @default true
   */
  readonly readersPolicy?: boolean;

  /**
   * Whether the stream and its key are deleted with the stack.
   *
   * @default 'destroy'
   */
  readonly streamRemoval?: 'retain' | 'destroy';

  /**
   * Whether the lake, and the key of its hashes, are deleted with the stack.
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
   * Tags of every resource that can have tags.
   *
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
}
