import { healthDefinitions } from '../metrics/healthDefinitions.ts';
import { type Arrivals, invocationsPerSecond } from './batches.ts';
import { logCost } from './logCost.ts';
import { hoursOfMonth, prices } from './prices.ts';

const gigabyte = 1_000_000_000;
const secondsOfMonth = hoursOfMonth * 3600;

/**
 * Milliseconds of an invocation: waiting for S3, waiting for CloudWatch, and work on each record. The waits are
 * assumed, see docs/unverified.md; the work is twice what `npm run bench` measures on one machine.
 */
const waitForS3 = 50;
const waitForCloudWatch = 30;
const workOnRecord = 0.008;

/** Bytes that an invocation writes into its log: metrics of the pipeline itself, start and end. Measured. */
const logBytesOfInvocation = 2_000;

/** Bytes a second that on-demand Advantage bills at least, of all streams of an account in a region: 25 MiB. */
const leastBytesOfAdvantage = 25 * 1024 * 1024;

/** Who asks KMS for a data key of the stream or the lake: CloudFront, Lambda's poller, the consumer; each about every five minutes. */
const keyUsers = 3;
const keyRequestsAnHour = 12;

/** What a month's cost follows from. */
export interface CostOptions extends Arrivals {
  readonly memoryMegabytes: number;
  /** Distributions and cache behaviors with metrics of their own. */
  readonly metricSeries: number;
  /** Metrics of each of them. */
  readonly metricsOfSeries: number;
}

/** Dollars a month by part, at list prices of us-east-1. */
export interface MonthlyCost {
  /** Lines that CloudFront writes. */
  readonly cloudFrontLogs: number;
  /** The stream in each of its three modes; only one is paid. */
  readonly kinesisProvisioned: number;
  readonly kinesisOnDemand: number;
  readonly kinesisOnDemandAdvantage: number;
  /** Invocations and their time, with the waits for S3 and CloudWatch. */
  readonly lambda: number;
  /** Files put into the lake. */
  readonly s3Puts: number;
  /** Metrics of the traffic, and of the pipeline itself. */
  readonly metrics: number;
  /** Calls that put metrics. */
  readonly metricCalls: number;
  /** The consumer's log. */
  readonly functionLogs: number;
  /** Requests for data keys; a key of one's own costs more. */
  readonly kms: number;
  /** All of it with the provisioned stream. */
  readonly total: number;
}

/** What a pipeline costs a month at a constant rate. Storage, queries, alarms and the dashboard come on top. */
export function monthlyCost(options: CostOptions): MonthlyCost {
  const { recordsPerSecond, recordBytes, shards, memoryMegabytes } = options;
  const records = recordsPerSecond * secondsOfMonth;
  const invocations = invocationsPerSecond(options) * secondsOfMonth;
  const milliseconds = invocations * (waitForS3 + waitForCloudWatch) + records * workOnRecord;
  const provisioned = logCost({ capacity: 'provisioned', shards, recordBytes, memoryMegabytes });
  const onDemand = logCost({ capacity: 'on-demand', shards, recordBytes, memoryMegabytes });
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
    kms: ((keyUsers * keyRequestsAnHour * hoursOfMonth) / 10_000) * prices.kmsRequests.dollars,
  };
  const others = {
    kinesisOnDemand: onDemand.ofMonth + records * onDemand.ofRecord - lines,
    kinesisOnDemandAdvantage: costOfAdvantage(recordsPerSecond, recordBytes),
  };
  const total = Object.values(parts).reduce((sum, dollars) => sum + dollars, 0);
  return inCents({ ...parts, ...others, total });
}

/** Each record is rounded up to 1 KB when it is written, as in on-demand mode otherwise. */
function costOfAdvantage(recordsPerSecond: number, recordBytes: number): number {
  const written = recordsPerSecond * Math.ceil(recordBytes / 1024) * 1024;
  const read = recordsPerSecond * recordBytes;
  const dollarsOf = (bytesPerSecond: number, price: { readonly dollars: number }) =>
    ((bytesPerSecond * secondsOfMonth) / gigabyte) * price.dollars;
  return (
    dollarsOf(Math.max(written, leastBytesOfAdvantage), prices.advantageGigabyteIn) +
    dollarsOf(read, prices.advantageGigabyteOut)
  );
}

function inCents<T extends Record<string, number>>(costs: T): T {
  return Object.fromEntries(
    Object.entries(costs).map(([part, dollars]) => [part, Math.round(dollars * 100) / 100]),
  ) as T;
}
