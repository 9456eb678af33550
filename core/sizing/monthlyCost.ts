import { healthDefinitions } from '../metrics/healthDefinitions.ts';
import { type Arrivals, invocationsPerSecond } from './batches.ts';
import { logCost } from './logCost.ts';
import { hoursOfMonth, type ProcessorArchitecture, prices } from './prices.ts';

const gigabyte = 1_000_000_000;
const secondsOfMonth = hoursOfMonth * 3600;

/**
 * Milliseconds of an invocation: waiting for S3, waiting for CloudWatch, and processing each record. The waits are
 * assumed, see docs/unverified.md. The processing time is twice the result of `npm run bench` on one machine.
 */
const waitForS3 = 50;
const waitForCloudWatch = 30;
const workOnRecord = 0.008;

/** Bytes that an invocation writes to its log: the pipeline's own metrics, start, and end. Measured. */
const logBytesOfInvocation = 2_000;

/** Minimum number of bytes per second that on-demand Advantage bills for all streams of an account in a region: 25 MiB. */
const minAdvantageBytes = 25 * 1024 * 1024;

/**
 * Number of clients that request data keys from KMS: CloudFront, Lambda's poller, and the consumer, each about every
 * five minutes.
 */
const keyUsers = 3;
const keyRequestsPerHour = 12;

/** Input for the monthly cost. */
export interface CostOptions extends Arrivals {
  readonly memoryMegabytes: number;
  /** Processor of the consumer. @default 'arm64' */
  readonly architecture?: ProcessorArchitecture | undefined;
  /** Number of distributions and cache behaviors with separate metrics. */
  readonly metricSeries: number;
  /** Number of metrics of each series. */
  readonly metricsOfSeries: number;
}

/** Dollars per month by part, at list prices of us-east-1. */
export interface MonthlyCost {
  /** Log lines that CloudFront writes. */
  readonly cloudFrontLogs: number;
  /** The stream in each of its three modes. Only one is billed. */
  readonly kinesisProvisioned: number;
  readonly kinesisOnDemand: number;
  readonly kinesisOnDemandAdvantage: number;
  /** Invocations and their time, with the waits for S3 and CloudWatch. */
  readonly lambda: number;
  /** Files put into the lake. */
  readonly s3Puts: number;
  /** Traffic metrics, and the pipeline's own metrics. */
  readonly metrics: number;
  /** Calls that put metrics. */
  readonly metricCalls: number;
  /** The consumer's log. */
  readonly functionLogs: number;
  /** Requests for data keys. A customer managed key costs more. */
  readonly kms: number;
  /** Total with the provisioned stream. */
  readonly total: number;
}

/** Returns the monthly cost of a pipeline at a constant rate, without storage, queries, alarms, and the dashboard. */
export function monthlyCost(options: CostOptions): MonthlyCost {
  const { recordsPerSecond } = options;
  const records = recordsPerSecond * secondsOfMonth;
  const invocations = invocationsPerSecond(options) * secondsOfMonth;
  const milliseconds = invocations * (waitForS3 + waitForCloudWatch) + records * workOnRecord;
  const provisioned = logCost({ ...options, capacity: 'provisioned' });
  const onDemand = logCost({ ...options, capacity: 'on-demand' });
  const lines = (records / 1_000_000) * prices.realtimeLogLines.dollars;
  const metrics = options.metricSeries * options.metricsOfSeries + healthDefinitions.length;
  const parts = {
    cloudFrontLogs: lines,
    kinesisProvisioned: provisioned.ofMonth + records * provisioned.ofRecord - lines,
    lambda:
      (invocations / 1_000_000) * prices.lambdaRequests.dollars + milliseconds * provisioned.ofMillisecond,
    s3Puts: (invocations / 1_000) * prices.s3Puts.dollars,
    metrics: metrics * prices.customMetricMonth.dollars,
    metricCalls: (invocations / 1_000) * prices.metricRequests.dollars,
    functionLogs: ((invocations * logBytesOfInvocation) / gigabyte) * prices.logGigabyte.dollars,
    kms: ((keyUsers * keyRequestsPerHour * hoursOfMonth) / 10_000) * prices.kmsRequests.dollars,
  };
  const others = {
    kinesisOnDemand: onDemand.ofMonth + records * onDemand.ofRecord - lines,
    kinesisOnDemandAdvantage: costOfAdvantage(recordsPerSecond, options.recordBytes),
  };
  const total = Object.values(parts).reduce((sum, dollars) => sum + dollars, 0);
  return inCents({ ...parts, ...others, total });
}

/** Each record is rounded up to 1 KB when it is written, as in standard on-demand mode. */
function costOfAdvantage(recordsPerSecond: number, recordBytes: number): number {
  const written = recordsPerSecond * Math.ceil(recordBytes / 1024) * 1024;
  const read = recordsPerSecond * recordBytes;
  const dollarsOf = (bytesPerSecond: number, price: { readonly dollars: number }) =>
    ((bytesPerSecond * secondsOfMonth) / gigabyte) * price.dollars;
  return (
    dollarsOf(Math.max(written, minAdvantageBytes), prices.advantageGigabyteIn) +
    dollarsOf(read, prices.advantageGigabyteOut)
  );
}

function inCents<T extends Record<string, number>>(costs: T): T {
  return Object.fromEntries(
    Object.entries(costs).map(([part, dollars]) => [part, Math.round(dollars * 100) / 100]),
  ) as T;
}
