/** A price of AWS in US East (N. Virginia), without free tiers and discounts. */
export interface Price {
  readonly dollars: number;
  /** What the price is for. */
  readonly unit: string;
  /** Page on which AWS states it. */
  readonly source: string;
}

/** Month of these prices, to the extent that they are known without an account. */
export const pricesAsOf = '2026-11';

const kinesis = 'https://aws.amazon.com/kinesis/data-streams/pricing/';
const lambda = 'https://aws.amazon.com/lambda/pricing/';
const s3 = 'https://aws.amazon.com/s3/pricing/';
const athena = 'https://aws.amazon.com/athena/pricing/';
const kms = 'https://aws.amazon.com/kms/pricing/';
const cloudWatch = 'https://aws.amazon.com/cloudwatch/pricing/';

/**
 * The only table of prices. They are list prices for estimates, not an offer. Other regions differ, and
 * docs/unverified.md contains the commands that read current prices.
 */
export const prices = {
  realtimeLogLines: {
    dollars: 0.01,
    unit: '1,000,000 log lines',
    source: 'https://docs.aws.amazon.com/whitepapers/latest/how-aws-pricing-works/cloudfront.html',
  },
  shardHour: { dollars: 0.015, unit: 'hour of a provisioned shard', source: kinesis },
  putPayloadUnits: { dollars: 0.014, unit: '1,000,000 PUT payload units of 25 KB', source: kinesis },
  onDemandStreamHour: { dollars: 0.04, unit: 'hour of an on-demand stream', source: kinesis },
  onDemandGigabyteIn: { dollars: 0.08, unit: 'GB written, each record rounded up to 1 KB', source: kinesis },
  onDemandGigabyteOut: { dollars: 0.04, unit: 'GB read', source: kinesis },
  advantageGigabyteIn: {
    dollars: 0.032,
    unit: 'GB written with on-demand Advantage, at least 25 MiB/s of an account and region',
    source: kinesis,
  },
  advantageGigabyteOut: { dollars: 0.016, unit: 'GB read with on-demand Advantage', source: kinesis },
  fanOutShardHour: {
    dollars: 0.015,
    unit: 'hour of a shard with enhanced fan-out, for each reader',
    source: kinesis,
  },
  fanOutGigabyte: { dollars: 0.013, unit: 'GB read by enhanced fan-out', source: kinesis },
  onDemandFanOutGigabyte: { dollars: 0.05, unit: 'GB read on demand by enhanced fan-out', source: kinesis },
  lambdaRequests: { dollars: 0.2, unit: '1,000,000 invocations', source: lambda },
  lambdaGigabyteSecond: { dollars: 0.0000133334, unit: 'GB-second on arm64', source: lambda },
  lambdaGigabyteSecondX86: { dollars: 0.0000166667, unit: 'GB-second on x86_64', source: lambda },
  s3Puts: { dollars: 0.005, unit: '1,000 PUT requests', source: s3 },
  s3Gets: { dollars: 0.0004, unit: '1,000 GET requests', source: s3 },
  stateTransitions: {
    dollars: 0.025,
    unit: '1,000 state transitions of Step Functions',
    source: 'https://aws.amazon.com/step-functions/pricing/',
  },
  s3GigabyteMonth: { dollars: 0.023, unit: 'GB-month in S3 Standard', source: s3 },
  athenaTerabyte: { dollars: 5, unit: 'TB scanned by queries', source: athena },
  kmsRequests: { dollars: 0.03, unit: '10,000 requests for keys', source: kms },
  metricRequests: { dollars: 0.01, unit: '1,000 calls that put metrics', source: cloudWatch },
  logGigabyte: { dollars: 0.5, unit: 'GB written into logs', source: cloudWatch },
  alarmMetricMonth: { dollars: 0.1, unit: 'metric of a standard alarm a month', source: cloudWatch },
  anomalyMetricMonth: {
    dollars: 0.3,
    unit: 'metric of an anomaly detection alarm a month',
    source: cloudWatch,
  },
  compositeAlarmMonth: { dollars: 0.5, unit: 'composite alarm a month', source: cloudWatch },
  dashboardMonth: { dollars: 3, unit: 'dashboard a month, beyond three', source: cloudWatch },
  firehoseGigabyte: {
    dollars: 0.029,
    unit: 'GB that Firehose takes from a stream, the first 500 TB a month, each record rounded up to 5 KB',
    source: 'https://aws.amazon.com/firehose/pricing/',
  },
  firehoseGigabyteBeyond: {
    dollars: 0.025,
    unit: 'the same, the next 1.5 PB a month',
    source: 'https://aws.amazon.com/firehose/pricing/',
  },
  ownKeyMonth: { dollars: 1, unit: 'customer managed key a month', source: kms },
  customMetricMonth: { dollars: 0.3, unit: 'custom metric a month, the first 10,000', source: cloudWatch },
} as const satisfies Record<string, Price>;

/** Processors of functions. */
export const architectures = ['arm64', 'x86_64'] as const;

/** A processor of functions. */
export type ProcessorArchitecture = (typeof architectures)[number];

/** Dollars for a GB-second of a function on a processor. */
export function dollarsOfGigabyteSecond(architecture: ProcessorArchitecture = 'arm64'): number {
  const { lambdaGigabyteSecond, lambdaGigabyteSecondX86 } = prices;
  return (architecture === 'x86_64' ? lambdaGigabyteSecondX86 : lambdaGigabyteSecond).dollars;
}

/** Hours of a month, as in AWS's pricing examples. */
export const hoursOfMonth = 730;
