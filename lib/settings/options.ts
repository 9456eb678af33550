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
import { expectedObjectives, objectivesSchema } from './objectiveOptions.ts';

/** One option of a deployment. */
export interface Option {
  /** Schema of its values. */
  readonly schema: z.ZodType;
  /** The same in words, as the end of 'expected …'. */
  readonly expected: string;
  /** Default value; undefined if it follows from other options, as `defaultMeans` says. */
  readonly default: unknown;
  readonly defaultMeans?: string;
  /** What it sets. */
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

/** The ARN of a resource, or a value that is known only at deployment. */
function arn(service: string, resource: string) {
  const pattern = new RegExp(`^arn:[\\w-]+:${service}:[a-z0-9-]*:\\d{12}:${resource}$`);
  return z.string().refine((text) => Token.isUnresolved(text) || pattern.test(text));
}

const keyArn = arn('kms', 'key/[\\w-]+');

/** The ID of a resource of EC2. */
function id(prefix: string) {
  return z
    .string()
    .refine((text) => Token.isUnresolved(text) || new RegExp(`^${prefix}-[0-9a-f]+$`).test(text));
}

const threshold = z.union([z.literal(false), z.number()]);

/** Each has an alarm; with all else, a template holds 500 resources (CloudFormation user guide, 'Quotas', November 2026). */
const mostAlarmedSeries = 300;

const ofText = "'keep', 'drop' or 'hash'";
const ofRemoval = "'retain' or 'destroy'";
const ofDays = 'a whole number of days from 1 to 3650';

/** Every option of a deployment. Validation, defaults, and the table in docs/configuration.md follow from this list. */
export const options = {
  name: {
    schema: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
    expected: 'lowercase letters, digits, and hyphens, starting with a letter, at most 63 characters',
    default: defaultPipelineName,
    meaning:
      'Names the stack, the real-time log configuration, the Athena workgroup and, with `_` for `-`, the Glue ' +
      'database. Unique in the account. Another name creates another pipeline next to this one.',
  },
  fields: {
    schema: z.union([z.string(), z.array(field)]),
    expected: 'names of fields, as a list or as text separated by commas',
    default: defaultFields,
    meaning:
      'Fields of a log record, in any order; `docs/fields.md` lists them. Give a field that the catalog lacks ' +
      'with its place: `x-new-field:after=asn`.',
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
      'Distributions to whose cache behaviors the log configuration is attached. When you remove an entry, it is ' +
      'detached. `replace` replaces another log configuration.',
  },
  attachPermissions: {
    schema: attachPermissionsSchema,
    expected: 'a list of { actions, resources }, each action with its service',
    default: [],
    meaning:
      'Additional permissions of the function that attaches, if updating a distribution requires them: for Lambda@Edge, ' +
      'for legacy logging. A deployment that lacks one fails and names it.',
  },
  capacity: {
    schema: z.enum(['provisioned', 'on-demand']),
    expected: "'provisioned' or 'on-demand'",
    default: 'provisioned',
    meaning:
      '`provisioned` gives the stream the estimated shards; `on-demand` lets it grow up to twice its last peak. Kinesis ' +
      'allows two changes in 24 hours.',
  },
  requestsPerSecond: {
    schema: z.number().positive().max(100_000_000),
    expected: 'a number of requests a second above 0 and up to 100,000,000',
    default: 1000,
    meaning:
      'Viewer requests a second at the busiest time, for all attached behaviors together, before sampling.',
  },
  recordBytes: {
    schema: z.int().min(1).max(1_000_000),
    expected: 'a whole number of bytes from 1 to 1,000,000',
    default: undefined,
    defaultMeans: 'the size that follows from the fields',
    meaning: 'Average size of a log record: incoming bytes of the stream divided by its incoming records.',
  },
  headroom: {
    schema: z.number().min(0).max(900),
    expected: 'a percentage from 0 to 900',
    default: 0,
    meaning: 'Percentage by which the stream is larger than `requestsPerSecond` needs.',
  },
  presentShards: {
    schema: z.int().min(1).max(100_000),
    expected: 'a whole number of shards from 1 to 100,000',
    default: undefined,
    defaultMeans: 'the number is unknown',
    meaning:
      'Shards that the deployed stream has now (`aws kinesis describe-stream-summary`, `npx cfrl doctor`). If the ' +
      'options need more than twice or less than half as many, synth stops and prints the steps.',
  },
  streamArn: {
    schema: arn('kinesis', 'stream/[\\w.-]+'),
    expected: 'the ARN of a Kinesis stream in the account and region of the pipeline',
    default: undefined,
    defaultMeans: 'a stream of its own',
    meaning:
      'Stream that CloudFront writes into. `capacity`, `requestsPerSecond` and `streamRetentionHours` then say what it has.',
  },
  streamKeyArn: {
    schema: keyArn,
    expected: 'the ARN of a KMS key',
    default: undefined,
    defaultMeans: 'none that roles need a permission for',
    meaning: 'Key with which the stream of `streamArn` is encrypted, if it is a customer managed key.',
  },
  streamRetentionHours: {
    schema: z.int().min(24).max(8760),
    expected: 'a whole number of hours from 24 to 8760',
    default: 24,
    meaning:
      'How long the stream keeps records, and therefore how long you can fix a failing consumer before batches go to ' +
      'the failure bucket (two hours earlier, at most 7 days). More than 24 costs extra for each shard.',
  },
  streamEncryption: {
    schema: z.enum(['aws-managed', 'customer-managed', 'none']),
    expected: "'aws-managed', 'customer-managed' or 'none'",
    default: 'aws-managed',
    meaning: 'Key of the stream: the `aws/kinesis` key, a key of its own, or no encryption at rest.',
  },
  encryptionKeyArn: {
    schema: keyArn,
    expected: 'the ARN of a KMS key',
    default: undefined,
    defaultMeans: "the keys that AWS manages, a key of the topic's own, and what `streamEncryption` says",
    meaning:
      'Key of all that the pipeline makes and that holds data: stream, lake, query results, log groups, alarm topic, and the secret with the key of the hashes. ' +
      'Its policy needs the statements of [bring-your-own.md](bring-your-own.md#key).',
  },
  addresses: {
    schema: z.enum(addressHandlings),
    expected: "'keep', 'drop', 'truncate' or 'hash'",
    default: defaultSensitivityPolicy.addresses,
    meaning:
      'IP addresses of viewers, and every address in any other text. `truncate` keeps /24 of IPv4 and /48 of IPv6.',
  },
  cookies: {
    schema: textHandling,
    expected: ofText,
    default: defaultSensitivityPolicy.cookies,
    meaning: 'Cookies.',
  },
  headers: {
    schema: textHandling,
    expected: ofText,
    default: defaultSensitivityPolicy.headers,
    meaning:
      'Values of headers in `cs-headers` whose names are secret, such as `authorization`; [security.md](security.md#secrets) lists the words.',
  },
  urls: {
    schema: textHandling,
    expected: ofText,
    default: defaultSensitivityPolicy.urls,
    meaning:
      'Values of parameters whose names are secret, such as `token`, and passwords, JSON Web Tokens and access keys, in any text.',
  },
  custom: {
    schema: textHandling,
    expected: ofText,
    default: defaultSensitivityPolicy.custom,
    meaning: 'The complete text that CloudFront Functions write to the log.',
  },
  hashKeySecretArn: {
    schema: arn('secretsmanager', 'secret:.+'),
    expected: 'the ARN of a secret, with its six last characters',
    default: undefined,
    defaultMeans: 'a secret of its own, if something is hashed',
    meaning: 'Secret whose whole text is the key of the hashes. The functions read it when they start.',
  },
  redactNames: {
    schema: names,
    expected: 'a list of up to 64 names of parameters or headers',
    default: [],
    meaning:
      'Additional names of parameters and headers whose values are secret. Case, hyphens, and underscores are ignored; `ssn` also matches `user[ssn]`.',
  },
  keepNames: {
    schema: names,
    expected: 'a list of up to 64 names of parameters or headers',
    default: [],
    meaning: 'Names of parameters and headers whose values are not secret, even if their words say so.',
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
      "'cloudwatch-otlp', or an object with an endpoint ('cloudwatch' or a URL) and, if wanted, headersSecretArn, " +
      'attributes, valueLimit, setLimit, temporality and classicMetrics',
    default: undefined,
    defaultMeans: 'none',
    meaning:
      'Exports the metrics of the traffic by OTLP (OpenTelemetry), to CloudWatch or to another backend. ' +
      '`docs/opentelemetry.md` describes what is sent.',
  },
  batchWindowSeconds: {
    schema: z.int().min(0).max(300),
    expected: 'a whole number of seconds from 0 to 300',
    default: 10,
    meaning:
      'How long Lambda collects records of a shard for a batch: a shorter window is fresher, a longer one makes fewer files.',
  },
  memoryMegabytes: {
    schema: z.int().min(128).max(10_240),
    expected: 'a whole number of megabytes from 128 to 10240',
    default: 1769,
    meaning: 'Memory of the consumer; 1769 MB come with one whole vCPU.',
  },
  architecture: {
    schema: z.enum(['arm64', 'x86_64']),
    expected: "'arm64' or 'x86_64'",
    default: 'arm64',
    meaning: 'Processor of the functions. Prices of x86_64 are higher by a quarter.',
  },
  reservedConcurrency: {
    schema: z.int().min(1).max(100_000),
    expected: 'a whole number of invocations from 1 to 100,000',
    default: undefined,
    defaultMeans: "the account's unreserved concurrency",
    meaning:
      'Invocations of the consumer that the account keeps for it, and the most it may have at once. It needs one for each shard.',
  },
  vpc: {
    schema: z.strictObject({
      subnetIds: z.array(id('subnet')).min(1).max(16),
      securityGroupIds: z.array(id('sg')).min(1).max(5),
      deploymentFunctions: z.boolean().optional(),
    }),
    expected: 'an object of subnetIds, securityGroupIds and, if wanted, deploymentFunctions (true or false)',
    default: undefined,
    defaultMeans: 'none',
    meaning:
      'Subnets and security groups that the functions run in. Functions that call CloudFront during a deployment only do with `deploymentFunctions`; ' +
      '[bring-your-own.md](bring-your-own.md#vpc) lists the endpoints.',
  },
  permissionsBoundaryArn: {
    schema: arn('iam', 'policy/.+'),
    expected: 'the ARN of a managed policy',
    default: undefined,
    defaultMeans: 'none',
    meaning: 'Permissions boundary of every role.',
  },
  metricNamespace: {
    schema: z.string().regex(namespacePattern),
    expected: "a CloudWatch namespace that does not begin with 'AWS/'",
    default: defaultNamespace,
    meaning: 'Namespace of the metrics of the traffic.',
  },
  metricSeriesLimit: {
    schema: z.int().min(metricSeriesLimits[0]).max(metricSeriesLimits[1]),
    expected: `a whole number from ${metricSeriesLimits.join(' to ')}, as many as one search of CloudWatch returns`,
    default: 50,
    meaning:
      'Largest number of distributions and cache behaviors with their own metrics; the rest is counted as `other`. ' +
      'Each has a monthly price, which synth prints.',
  },
  metricSeries: {
    schema: z.array(z.string().min(1)).max(mostAlarmedSeries),
    expected:
      `a list of at most ${mostAlarmedSeries} series such as 'd111111abcdef8.cloudfront.net' or ` +
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
      'Metrics that no alarm needs, for each distribution and cache behavior; [operations.md](operations.md#additional-metrics) ' +
      'says what they count. Each costs as much as any other metric, and synth prints the price.',
  },
  destinations: {
    schema: destinationsSchema,
    expected: 'a list of destinations, each with the options of its type as docs/destinations.md lists them',
    default: [],
    meaning:
      'Where records are delivered besides the lake: OpenSearch, Redshift, Splunk, S3, or an HTTP endpoint such as Datadog or New Relic; [destinations.md](destinations.md) has all options.',
  },
  dashboard: {
    schema: z.boolean(),
    expected: '`true` or `false`',
    default: true,
    meaning: 'Whether there is a dashboard of traffic and pipeline, named like the pipeline.',
  },
  alarms: {
    schema: z.union([z.literal(false), z.record(z.string(), threshold)]),
    expected: 'an object of thresholds by alarm (`false` turns an alarm off), or `false` for no alarms',
    default: {},
    meaning: 'Thresholds of the alarms that differ from those listed below.',
  },
  alarmTopicArn: {
    schema: z
      .string()
      .refine(
        (text) => Token.isUnresolved(text) || /^arn:[\w-]+:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/.test(text),
      ),
    expected: 'the ARN of an SNS topic in the region of the pipeline',
    default: undefined,
    defaultMeans: 'a topic of its own',
    meaning:
      'Topic that alarms are sent to. If it is encrypted, its key policy must allow CloudWatch to use the key; ' +
      "the key `aws/sns` can't.",
  },
  alarmEmails: {
    schema: z.array(z.email()),
    expected: 'a list of e-mail addresses',
    default: [],
    meaning: 'Addresses that alarms are sent to, after each has confirmed the subscription.',
  },
  explanations: {
    schema: explanationsSchema,
    expected:
      "false, or an object of, if wanted, mail (true or false), chats (up to 5 of { type: 'slack', 'teams' or 'webhook', " +
      'secretArn }), topicKeyArn, scanLimitGigabytes and perHour; without mail, with at least one chat',
    default: false,
    meaning:
      'Whether alarms about the traffic explain themselves: a function looks for what changed, and sends the answer to ' +
      "the topic's mail and to chats. [explaining.md](explaining.md#alarms-that-explain-themselves) describes it.",
  },
  runbookUrl: {
    schema: z.string().regex(/^[!-~]{1,200}$/),
    expected: 'an address of at most 200 characters, without spaces',
    default: 'docs/operations.md',
    meaning: 'URL or path of the runbook, to which alarms and dashboard link.',
  },
  lakeRetentionDays: {
    schema: days,
    expected: ofDays,
    default: 90,
    meaning:
      'How long the lake keeps requests, and how far back its tables reach. Compacted hours lose their raw files two weeks later.',
  },
  lakeBucketName: {
    schema: z
      .string()
      .refine((text) => Token.isUnresolved(text) || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text)),
    expected: 'the name of a bucket in the region of the pipeline',
    default: undefined,
    defaultMeans: 'a bucket of its own',
    meaning:
      'Bucket of the lake: an empty one, or the one that an earlier deployment left, which is continued. ' +
      'Its settings stay as they are; [bring-your-own.md](bring-your-own.md#lake) has the lifecycle rules.',
  },
  lakeKeyArn: {
    schema: keyArn,
    expected: 'the ARN of a KMS key',
    default: undefined,
    defaultMeans: 'none that roles need a permission for',
    meaning: 'Key with which the bucket of `lakeBucketName` is encrypted, if it is a customer managed key.',
  },
  databaseName: {
    schema: z.string().regex(/^[a-z0-9_]{1,255}$/),
    expected: 'the name of a Glue database: lowercase letters, digits and underscores',
    default: undefined,
    defaultMeans: 'a database of its own',
    meaning:
      'Glue database that exists, for the tables: the one that an earlier deployment left, for example.',
  },
  accessLogBucketName: {
    schema: z
      .string()
      .refine((text) => Token.isUnresolved(text) || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text)),
    expected: 'the name of a bucket in the account and region of the pipeline',
    default: undefined,
    defaultMeans: 'none',
    meaning: "Bucket for the S3 access logs of the pipeline's own buckets.",
  },
  compaction: {
    schema: z.boolean(),
    expected: '`true` or `false`',
    default: true,
    meaning:
      'Whether closed hours are merged into a table with few large files that contains each request once. Without it, ' +
      '`requests` has the rows of the raw files.',
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
    meaning: "How long the functions' own logs are kept.",
  },
  scanLimitGigabytes: {
    schema: z.number().min(0.01).max(7000),
    expected: 'a number of gigabytes from 0.01 to 7000',
    default: 100,
    meaning: 'Bytes that one query may scan before Athena cancels it.',
  },
  readersPolicy: {
    schema: z.boolean(),
    expected: '`true` or `false`',
    default: true,
    meaning:
      'Whether there is a managed policy for users who query the lake: the table, its files, and the workgroup, but ' +
      'neither quarantine nor the failure bucket.',
  },
  streamRemoval: {
    schema: removal,
    expected: ofRemoval,
    default: 'destroy',
    meaning:
      'Whether the stream and its key are deleted with the stack. A retained stream continues to cost.',
  },
  lakeRemoval: {
    schema: removal,
    expected: ofRemoval,
    default: 'retain',
    meaning: 'Whether the lake, and the key of its hashes, are deleted with the stack.',
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
      'Whether CloudFormation refuses to delete the stack. In an app of your own, it is a property of your stack.',
  },
  tags: {
    schema: z.record(z.string().regex(/^(?!aws:)[\p{L}\p{N}\s_.:/=+@-]{1,128}$/u), z.string().max(256)),
    expected: 'an object of tags, name by name, none beginning with `aws:`',
    default: {},
    meaning: 'Tags of every resource that can have tags.',
  },
} as const satisfies Record<string, Option>;

/** Name of an option. */
export type OptionName = keyof typeof options;

/** Names of all options, in the order of the documentation. */
export const optionNames = Object.keys(options) as OptionName[];
