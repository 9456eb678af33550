import { Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import { metricSeriesLimits, namespacePattern } from '../../core/consumerSettings.ts';
import { defaultFields } from '../../core/fields/defaultFields.ts';
import { defaultNamespace } from '../../core/metrics/definitions.ts';
import { detailNames } from '../../core/metrics/detailDefinitions.ts';
import { defaultPipelineName } from '../../core/metrics/healthDefinitions.ts';
import { compressions } from '../../core/parquet/compression.ts';
import { addressHandlings, defaultSensitivityPolicy, textHandlings } from '../../core/sensitivity/policy.ts';
import { attachPermissionsSchema, attachToSchema } from './attachmentOptions.ts';
import { destinationsSchema } from './destinationOptions.ts';
import { explanationsSchema } from './explanationOptions.ts';
import { metricExportSchema } from './metricExportSchema.ts';
import { expectedObjectives, objectivesSchema, seriesSchema } from './objectiveOptions.ts';

/** Definition of an option. */
export interface Option {
  /** Schema of the values. */
  readonly schema: z.ZodType;
  /** Describes the valid values. Completes the phrase 'expected …'. */
  readonly expected: string;
  /** Default value; undefined if `defaultMeans` describes the default. */
  readonly default: unknown;
  /** Describes a default that is calculated from other options, or is no value. */
  readonly defaultMeans?: string;
  /** What the option sets. */
  readonly meaning: string;
}

const textHandling = z.enum(textHandlings);
const names = z
  .array(
    z
      .string()
      .regex(/^[!-~]*[A-Za-z0-9][!-~]*$/)
      .max(64),
  )
  .max(64);
const removal = z.enum(['retain', 'destroy']);
const days = z.int().min(1).max(3650);
const logRetentions = Object.values(RetentionDays).filter(
  (value): value is RetentionDays => typeof value === 'number' && value !== RetentionDays.INFINITE,
);
const field = z.union([z.string(), z.strictObject({ name: z.string(), after: z.string() })]);

/** Returns the schema of a resource's ARN, or of a value that is known only at deployment. */
function arn(service: string, resource: string) {
  const pattern = new RegExp(`^arn:[\\w-]+:${service}:[a-z0-9-]*:\\d{12}:${resource}$`);
  return z.string().refine((text) => Token.isUnresolved(text) || pattern.test(text));
}

const keyArn = arn('kms', 'key/[\\w-]+');

/** Returns the schema of an EC2 resource ID, or of a value that is known only at deployment. */
function id(prefix: string) {
  return z
    .string()
    .refine((text) => Token.isUnresolved(text) || new RegExp(`^${prefix}-[0-9a-f]+$`).test(text));
}

const threshold = z.union([z.literal(false), z.number()]);

/** Maximum tags of a resource (AWS General Reference, 'Tagging your AWS resources', November 2026). */
const maxTags = 50;

/** Each series has an alarm, and a template can have at most 500 resources (CloudFormation user guide, 'Quotas', November 2026). */
const maxAlarmedSeries = 300;

const ofText = "'keep', 'drop', or 'hash'";
const ofRemoval = "'retain' or 'destroy'";
const ofDays = 'a whole number of days from 1 to 3650';

/** Every option. Validation, defaults, and the table in docs/configuration.md are derived from this list. */
export const options = {
  name: {
    schema: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
    expected: 'lowercase letters, digits, and hyphens, starting with a letter, at most 63 characters',
    default: defaultPipelineName,
    meaning:
      'Name of the stack, the real-time log configuration, the Athena workgroup, and, with `_` instead of `-`, the Glue ' +
      'database. It must be unique in the account. If you change it, a second pipeline is created.',
  },
  fields: {
    schema: z.union([z.string(), z.array(field)]),
    expected: 'names of fields, as a list or as text separated by commas',
    default: defaultFields,
    meaning:
      'Fields of a log record, in any order; `docs/fields.md` lists them. For a field that is not listed there yet, add ' +
      'its position in the record: `x-new-field:after=asn`.',
  },
  samplingRate: {
    schema: z.int().min(1).max(100),
    expected: 'a whole number from 1 to 100 (percent)',
    default: 100,
    meaning: 'Percentage of the viewer requests that CloudFront logs. Metrics are scaled up accordingly.',
  },
  attachTo: {
    schema: attachToSchema,
    expected:
      "a list of distributions, each an ID such as 'E2EXAMPLE' or { distributionId, behaviors: 'all' or a list such " +
      "as ['default', '/images/*'], replace: true or false }",
    default: [],
    meaning:
      'Distributions to whose cache behaviors the log configuration is attached. When you remove an entry, the log ' +
      'configuration is detached. `replace` allows replacing another log configuration.',
  },
  attachPermissions: {
    schema: attachPermissionsSchema,
    expected: 'a list of { actions, resources }, each action with its service prefix',
    default: [],
    meaning:
      'Further permissions of the function that attaches the log configuration, if updating a distribution requires them, ' +
      'for example for Lambda@Edge or legacy logging. If a permission is missing, the deployment fails and prints its name.',
  },
  capacity: {
    schema: z.enum(['provisioned', 'on-demand']),
    expected: "'provisioned' or 'on-demand'",
    default: 'provisioned',
    meaning:
      '`provisioned` creates as many shards as estimated; `on-demand` scales to twice the previous peak. Kinesis allows two ' +
      'changes of this mode in 24 hours.',
  },
  requestsPerSecond: {
    schema: z.number().positive().max(100_000_000),
    expected: 'a number of requests per second above 0 and up to 100,000,000',
    default: 1000,
    meaning:
      'Viewer requests per second at the peak, for all attached cache behaviors together, before sampling.',
  },
  recordBytes: {
    schema: z.int().min(1).max(1_000_000),
    expected: 'a whole number of bytes from 1 to 1,000,000',
    default: undefined,
    defaultMeans: 'an estimate from the fields',
    meaning:
      'Average size of a log record in bytes: incoming bytes of the stream divided by its incoming records.',
  },
  headroom: {
    schema: z.number().min(0).max(900),
    expected: 'a percentage from 0 to 900',
    default: 0,
    meaning:
      'Additional capacity of the stream, as a percentage of the capacity that `requestsPerSecond` needs.',
  },
  currentShards: {
    schema: z.int().min(1).max(100_000),
    expected: 'a whole number of shards from 1 to 100,000',
    default: undefined,
    defaultMeans: 'the number is unknown',
    meaning:
      'Current number of shards of the deployed stream (`aws kinesis describe-stream-summary`, `npx cfrl doctor`). If the ' +
      'new number is more than twice or less than half as large, synth fails and prints the steps in which to change it.',
  },
  streamArn: {
    schema: arn('kinesis', 'stream/[\\w.-]+'),
    expected: 'the ARN of a Kinesis stream in the account and region of the pipeline',
    default: undefined,
    defaultMeans: 'a new stream',
    meaning:
      'Existing stream that CloudFront writes to. Set `capacity`, `requestsPerSecond`, and `streamRetentionHours` to its values.',
  },
  streamKeyArn: {
    schema: keyArn,
    expected: 'the ARN of a KMS key',
    default: undefined,
    defaultMeans: 'no customer managed key',
    meaning: 'Customer managed key that encrypts the stream `streamArn`.',
  },
  streamRetentionHours: {
    schema: z.int().min(24).max(8760),
    expected: 'a whole number of hours from 24 to 8760',
    default: 24,
    meaning:
      'How long the stream keeps records, and therefore how long you have to fix a failing consumer: two hours before the ' +
      'end, after at most 7 days, batches are stored in the failure bucket. More than 24 hours cost extra for each shard.',
  },
  streamEncryption: {
    schema: z.enum(['aws-managed', 'customer-managed', 'none']),
    expected: "'aws-managed', 'customer-managed', or 'none'",
    default: 'aws-managed',
    meaning:
      'Encryption of the stream: with the key `aws/kinesis`, with a new customer managed key, or no encryption at rest.',
  },
  encryptionKeyArn: {
    schema: keyArn,
    expected: 'the ARN of a KMS key',
    default: undefined,
    defaultMeans:
      'AWS managed keys, a new key for the alarm topic, and the key of `streamEncryption` for the stream',
    meaning:
      'Key that encrypts the data that the pipeline stores: stream, lake, query results, log groups, alarm topic, and the secret with the hash key. ' +
      'Its policy needs the statements in [bring-your-own.md](bring-your-own.md#key).',
  },
  addresses: {
    schema: z.enum(addressHandlings),
    expected: "'keep', 'drop', 'truncate', or 'hash'",
    default: defaultSensitivityPolicy.addresses,
    meaning:
      'How IP addresses of viewers, and IP addresses in any other text, are handled. `truncate` keeps the network: /24 for IPv4, /48 for IPv6.',
  },
  cookies: {
    schema: textHandling,
    expected: ofText,
    default: defaultSensitivityPolicy.cookies,
    meaning: 'How cookies are handled.',
  },
  headers: {
    schema: textHandling,
    expected: ofText,
    default: defaultSensitivityPolicy.headers,
    meaning:
      'How values of headers in `cs-headers` are handled if the name suggests a secret, such as `authorization`; [security.md](security.md#secrets) lists the words.',
  },
  urls: {
    schema: textHandling,
    expected: ofText,
    default: defaultSensitivityPolicy.urls,
    meaning:
      'How values of URL parameters are handled if the name suggests a secret, such as `token`, and how passwords, JSON Web Tokens, and access keys in any text are handled.',
  },
  custom: {
    schema: textHandling,
    expected: ofText,
    default: defaultSensitivityPolicy.custom,
    meaning: 'How the complete text that CloudFront Functions write to the log is handled.',
  },
  hashKeySecretArn: {
    schema: arn('secretsmanager', 'secret:.+-[A-Za-z0-9]{6}'),
    expected: 'the complete ARN of a secret, which ends with a hyphen and six characters',
    default: undefined,
    defaultMeans: 'a new secret, if any text is hashed',
    meaning: 'Secret whose complete value is the hash key. The functions read it when they start.',
  },
  redactNames: {
    schema: names,
    expected: 'a list of up to 64 names of parameters or headers',
    default: [],
    meaning:
      'Further names of parameters and headers whose values are secret. Case, hyphens, and underscores are ignored; `ssn` also matches `user[ssn]`.',
  },
  keepNames: {
    schema: names,
    expected: 'a list of up to 64 names of parameters or headers',
    default: [],
    meaning: 'Names of parameters and headers whose values are not secret although their names suggest it.',
  },
  compression: {
    schema: z.enum(compressions),
    expected: "'zstd' or 'gzip'",
    default: 'zstd',
    meaning: 'Compression of the Parquet files.',
  },
  metricExport: {
    schema: metricExportSchema,
    expected:
      "'cloudwatch-otlp', or an object with endpoint ('cloudwatch' or a URL) and, optionally, headersSecretArn, headersKeyArn, " +
      'attributes, valueLimit, setLimit, temporality, and classicMetrics',
    default: undefined,
    defaultMeans: 'no export',
    meaning:
      'Exports the traffic metrics over OTLP (OpenTelemetry), to CloudWatch or to another backend. ' +
      '`docs/opentelemetry.md` describes what is sent.',
  },
  batchWindowSeconds: {
    schema: z.int().min(0).max(300),
    expected: 'a whole number of seconds from 0 to 300',
    default: 10,
    meaning:
      "How long Lambda collects a shard's records into a batch. With a shorter window, data is available sooner; with a longer one, there are fewer files.",
  },
  memoryMegabytes: {
    schema: z.int().min(128).max(10_240),
    expected: 'a whole number of megabytes from 128 to 10240',
    default: 1769,
    meaning: 'Memory of the consumer. With 1769 MB, Lambda allocates one vCPU.',
  },
  architecture: {
    schema: z.enum(['arm64', 'x86_64']),
    expected: "'arm64' or 'x86_64'",
    default: 'arm64',
    meaning: 'Processor architecture of the functions. x86_64 costs a quarter more.',
  },
  reservedConcurrency: {
    schema: z.int().min(1).max(100_000),
    expected: 'a whole number of invocations from 1 to 100,000',
    default: undefined,
    defaultMeans: "the account's unreserved concurrency",
    meaning:
      'Concurrent invocations that are reserved for the consumer, and at the same time its maximum. It needs one for each shard.',
  },
  vpc: {
    schema: z.strictObject({
      subnetIds: z.array(id('subnet')).min(1).max(16),
      securityGroupIds: z.array(id('sg')).min(1).max(5),
      deploymentFunctions: z.boolean().optional(),
    }),
    expected:
      'an object with subnetIds, securityGroupIds, and, optionally, deploymentFunctions (true or false)',
    default: undefined,
    defaultMeans: 'no VPC',
    meaning:
      'Subnets and security groups that the functions run in. Functions that call CloudFront during a deployment run there only if `deploymentFunctions` is true. ' +
      '[bring-your-own.md](bring-your-own.md#vpc) lists the VPC endpoints that the functions need.',
  },
  permissionsBoundaryArn: {
    schema: arn('iam', 'policy/.+'),
    expected: 'the ARN of a managed policy',
    default: undefined,
    defaultMeans: 'no permissions boundary',
    meaning: 'Permissions boundary of every role.',
  },
  metricNamespace: {
    schema: z.string().regex(namespacePattern),
    expected: "a CloudWatch namespace that does not begin with 'AWS/'",
    default: defaultNamespace,
    meaning: 'CloudWatch namespace of the traffic metrics.',
  },
  metricSeriesLimit: {
    schema: z.int().min(metricSeriesLimits[0]).max(metricSeriesLimits[1]),
    expected: `a whole number from ${metricSeriesLimits.join(' to ')}, the maximum that a CloudWatch search returns`,
    default: 50,
    meaning:
      'Maximum number of distributions and cache behaviors with their own metrics; the rest is counted as `other`. ' +
      'Synth prints the monthly price of each.',
  },
  metricSeries: {
    schema: z.array(seriesSchema).max(maxAlarmedSeries),
    expected:
      `a list of at most ${maxAlarmedSeries} series such as 'd111111abcdef8.cloudfront.net' or ` +
      "'d111111abcdef8.cloudfront.net /images/*'",
    default: [],
    meaning: 'Distributions and cache behaviors that always have their own metrics.',
  },
  objectives: {
    schema: objectivesSchema,
    expected: expectedObjectives,
    default: [],
    meaning:
      'Service level objectives of distributions and cache behaviors, with alarms on the rate at which their error budgets ' +
      'burn; [operations.md](operations.md#objectives) describes them. Their series are added to `metricSeries`.',
  },
  additionalMetrics: {
    schema: z.array(z.enum(detailNames)).max(detailNames.length),
    expected: `a list of ${detailNames.join(', ')}`,
    default: [],
    meaning:
      'Further metrics of each distribution and cache behavior, which no alarm needs; [operations.md](operations.md#additional-metrics) ' +
      'describes them. Each costs as much as any other metric, and synth prints the price.',
  },
  destinations: {
    schema: destinationsSchema,
    expected: 'a list of destinations, each with the options that docs/destinations.md lists for its type',
    default: [],
    meaning:
      'Where records are delivered in addition to the lake: OpenSearch, Redshift, Splunk, S3, or an HTTP endpoint such as Datadog or New Relic. [destinations.md](destinations.md) lists all options.',
  },
  dashboard: {
    schema: z.boolean(),
    expected: '`true` or `false`',
    default: true,
    meaning: "Whether to create a dashboard of the traffic and the pipeline, with the pipeline's name.",
  },
  alarms: {
    schema: z.union([z.literal(false), z.record(z.string(), threshold)]),
    expected: 'an object of thresholds by alarm (`false` turns an alarm off), or `false` for no alarms',
    default: {},
    meaning: 'Thresholds of alarms, if they differ from the defaults listed below.',
  },
  alarmTopicArn: {
    schema: z
      .string()
      .refine(
        (text) => Token.isUnresolved(text) || /^arn:[\w-]+:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/.test(text),
      ),
    expected: 'the ARN of an SNS topic in the region of the pipeline',
    default: undefined,
    defaultMeans: 'a new topic',
    meaning:
      'Existing topic that receives the alarms. If it is encrypted, the key policy must allow CloudWatch to use the key. ' +
      "The policy of `aws/sns` doesn't, and can't be changed.",
  },
  alarmEmails: {
    schema: z.array(z.email()),
    expected: 'a list of email addresses',
    default: [],
    meaning: 'Email addresses that receive the alarms after each confirms its subscription.',
  },
  explanations: {
    schema: explanationsSchema,
    expected:
      "false, or an object of optional members: email (true or false), chats (up to 5 of { type: 'slack', 'teams', or 'webhook', " +
      'secretArn, and optionally keyArn }), topicKeyArn, scanLimitGigabytes, and maxPerHour; if email is false, at least one chat',
    default: false,
    meaning:
      'Whether alarms about the traffic are explained: a function finds out what changed, and sends an explanation to ' +
      'the alarm topic and to chats. See [explaining.md](explaining.md#alarms-that-explain-themselves).',
  },
  runbookUrl: {
    schema: z.string().regex(/^[!-~]{1,200}$/),
    expected: 'a URL or path of at most 200 characters, without spaces',
    default: 'docs/operations.md',
    meaning: 'URL or path of the runbook that alarms and the dashboard link to.',
  },
  lakeRetentionDays: {
    schema: days,
    expected: ofDays,
    default: 90,
    meaning:
      'How long the lake keeps requests. Raw files are deleted two weeks after their hour is compacted.',
  },
  lakeBucketName: {
    schema: z
      .string()
      .refine((text) => Token.isUnresolved(text) || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text)),
    expected: 'the name of a bucket in the region of the pipeline',
    default: undefined,
    defaultMeans: 'a new bucket',
    meaning:
      'Existing bucket for the lake: empty, or with the data of an earlier deployment, to which new data is added. ' +
      "The bucket's settings don't change; [bring-your-own.md](bring-your-own.md#lake) lists the lifecycle rules that it needs.",
  },
  lakePrefix: {
    schema: z.string().regex(/^(?:[A-Za-z0-9][\w.=-]{0,60}\/){1,5}$/),
    expected: "folders that end with a slash, such as 'cloudfront/'",
    default: undefined,
    defaultMeans: 'no prefix',
    meaning:
      'Prefix of everything that the pipeline stores in the bucket of `lakeBucketName`. Several pipelines can share a bucket if each has its own prefix.',
  },
  lakeKeyArn: {
    schema: keyArn,
    expected: 'the ARN of a KMS key',
    default: undefined,
    defaultMeans: 'no customer managed key',
    meaning: 'Customer managed key that encrypts the bucket `lakeBucketName`.',
  },
  databaseName: {
    schema: z.string().regex(/^[a-z0-9_]{1,255}$/),
    expected: 'the name of a Glue database: lowercase letters, digits, and underscores',
    default: undefined,
    defaultMeans: 'a new database',
    meaning:
      'Existing Glue database for the tables, for example the database that an earlier deployment retained.',
  },
  accessLogBucketName: {
    schema: z
      .string()
      .refine((text) => Token.isUnresolved(text) || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text)),
    expected: 'the name of a bucket in the account and region of the pipeline',
    default: undefined,
    defaultMeans: 'no access logs',
    meaning: 'Bucket for the S3 server access logs of the buckets that the pipeline creates.',
  },
  compaction: {
    schema: z.boolean(),
    expected: '`true` or `false`',
    default: true,
    meaning:
      'Whether closed hours are merged into a table with few large files that contains each request once. If false, ' +
      'the view `requests` reads the raw files.',
  },
  quarantineRetentionDays: {
    schema: days,
    expected: ofDays,
    default: 30,
    meaning: 'How long records that could not be read are kept.',
  },
  failureRetentionDays: {
    schema: days,
    expected: ofDays,
    default: 30,
    meaning: 'How long batches that could not be processed are kept.',
  },
  logRetentionDays: {
    schema: z.literal(logRetentions),
    expected: `a number of days that CloudWatch Logs supports (${logRetentions.join(', ')})`,
    default: RetentionDays.ONE_MONTH,
    meaning: 'How long the logs of the functions are kept.',
  },
  scanLimitGigabytes: {
    schema: z.number().min(0.01).max(7000),
    expected: 'a number of gigabytes from 0.01 to 7000',
    default: 100,
    meaning: 'Data that one query may scan before Athena cancels it.',
  },
  readersPolicy: {
    schema: z.boolean(),
    expected: '`true` or `false`',
    default: true,
    meaning:
      'Whether to create a managed policy for users who query the lake. It allows access to the tables, their files, and ' +
      'the workgroup, but neither to quarantine nor to the failure bucket.',
  },
  streamRemoval: {
    schema: removal,
    expected: ofRemoval,
    default: 'destroy',
    meaning:
      'Whether the stream is deleted with the stack. A retained stream continues to incur costs. A customer managed key of the stream is always retained.',
  },
  lakeRemoval: {
    schema: removal,
    expected: ofRemoval,
    default: 'retain',
    meaning: 'Whether the lake, and the secret with the hash key, are deleted with the stack.',
  },
  failureRemoval: {
    schema: removal,
    expected: ofRemoval,
    default: 'retain',
    meaning: 'Whether the failure bucket is deleted with the stack.',
  },
  terminationProtection: {
    schema: z.boolean(),
    expected: '`true` or `false`',
    default: false,
    meaning:
      'Whether CloudFormation refuses to delete the stack. If you use the construct in your app, set this property of your stack.',
  },
  tags: {
    schema: z
      .record(z.string().regex(/^(?!aws:)[\p{L}\p{N}\s_.:/=+@-]{1,128}$/u), z.string().max(256))
      .refine((tags) => Object.keys(tags).length <= maxTags),
    expected: `an object of at most ${maxTags} tags, whose names must not start with \`aws:\``,
    default: {},
    meaning: 'Tags of all resources that support tags.',
  },
} as const satisfies Record<string, Option>;

/** Name of an option. */
export type OptionName = keyof typeof options;

/** Names of all options, in the order of the documentation. */
export const optionNames = Object.keys(options) as OptionName[];
