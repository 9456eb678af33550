import type { Estimate, Workload } from '../../core/sizing/estimate.ts';
import { prices, pricesAsOf } from '../../core/sizing/prices.ts';
import { reshardingsPerDay } from '../../core/sizing/resharding.ts';
import { bytesPerSecondOfShard, recordsPerSecondOfShard } from '../../core/sizing/shards.ts';
import { type Capacity, totalFor } from './estimateOptions.ts';

/** The region of the prices in core/sizing/prices.ts. */
const pricedRegion = 'us-east-1';

const streamOf: Readonly<Record<Capacity, string>> = {
  provisioned: 'the provisioned stream',
  'on-demand': 'the on-demand stream',
  'on-demand-advantage': 'on-demand Advantage',
};

/** Concurrent invocations that a new account may have (Lambda developer guide, 'Lambda quotas', November 2026). */
const concurrencyOfNewAccount = 10;

const widthOfName = 42;
const widthOfDollars = 12;

/** Mode and region of the stream. */
export interface StreamChoice {
  readonly capacity: Capacity;
  /** Region given on the command line. */
  readonly region: string | undefined;
}

/** Returns an estimate as lines of text. */
export function describeEstimate(estimate: Estimate, workload: Workload, stream: StreamChoice): string[] {
  return [...describeSize(estimate, workload), '', ...describeCost(estimate, workload, stream)];
}

function describeSize(estimate: Estimate, workload: Workload): string[] {
  const { requestsPerSecond, samplingRate, recordBytes, headroom } = workload;
  const { shards, shardsByRecords, shardsByBytes, reshardingSteps } = estimate;
  const rate = `${whole(requestsPerSecond)} requests/s at the peak`;
  return [
    `${rate}, ${samplingRate}% logged, ${whole(recordBytes)} bytes a record, ${headroom}% headroom`,
    '',
    row('Shards', `${whole(shards)}`),
    row('  by records', `${whole(shardsByRecords)} (${whole(recordsPerSecondOfShard)} records/s each)`),
    row('  by bytes', `${whole(shardsByBytes)} (${bytesPerSecondOfShard / 1e6} MB/s each)`),
    ...describeResharding(workload.currentShards, reshardingSteps),
    row(
      'Concurrent Lambda invocations',
      `${whole(estimate.lambdaConcurrency)}${quota(estimate.lambdaConcurrency)}`,
    ),
    row('Files per day', whole(estimate.filesPerDay)),
  ];
}

function quota(concurrency: number): string {
  return concurrency > concurrencyOfNewAccount ? ` (a new account may have ${concurrencyOfNewAccount})` : '';
}

function describeResharding(current: number | undefined, steps: readonly number[]): string[] {
  if (current === undefined) return [];
  if (steps.length === 0) return [row('Resharding', `none, the stream has ${whole(current)}`)];
  const way = [current, ...steps].map(whole).join(' → ');
  const times = `${steps.length} ${steps.length === 1 ? 'deployment' : 'deployments'}, at most ${reshardingsPerDay} in 24 hours`;
  return [row('Resharding', `${way} (${times})`)];
}

function describeCost(
  { monthlyCost: cost, lakeCost: lake, destinationMonthlyCost: destination, shards }: Estimate,
  workload: Workload,
  { capacity, region = pricedRegion }: StreamChoice,
): string[] {
  const perGigabyte = prices.athenaTerabyte.dollars / 1000;
  return [
    `Dollars per month at ${whole(workload.averageRequestsPerSecond)} requests/s on average (list prices of ${pricedRegion}, ${pricesAsOf})`,
    ...(region === pricedRegion ? [] : [`Prices in ${region} are different, and not known to this program.`]),
    '',
    row('CloudFront real-time logs', dollars(cost.cloudFrontLogs)),
    row(
      `Kinesis, provisioned (${whole(shards)} ${shards === 1 ? 'shard' : 'shards'})`,
      dollars(cost.kinesisProvisioned),
    ),
    row('  or on demand', dollars(cost.kinesisOnDemand)),
    row('  or on-demand Advantage', dollars(cost.kinesisOnDemandAdvantage)),
    row('Lambda, including waiting time', dollars(cost.lambda)),
    row('S3, files', dollars(cost.s3Puts)),
    row(`CloudWatch, metrics (${whole(workload.metricSeries)} series, pipeline)`, dollars(cost.metrics)),
    row('CloudWatch, calls', dollars(cost.metricCalls)),
    row("CloudWatch, the consumer's log", dollars(cost.functionLogs)),
    row('KMS', dollars(cost.kms)),
    row(`Total with ${streamOf[capacity]}`, dollars(totalFor(cost, capacity))),
    row('Compaction of the lake', dollars(lake.compaction)),
    row('Total with compaction', dollars(totalFor(cost, capacity) + lake.compaction)),
    '',
    'Dollars for a query of few columns over one day',
    row('  from compacted files', dollars(lake.compactedDayQuery, 4)),
    row('  from raw files, without compaction', dollars(lake.rawDayQuery, 4)),
    '',
    row('Each destination, with direct delivery', dollars(destination.direct)),
    row('  with enhanced fan-out', dollars(destination.direct + destination.enhancedFanOut)),
    row('  or with Firehose', dollars(destination.firehose)),
    '',
    `Not in the totals: destinations, storage ($${prices.s3GigabyteMonth.dollars} for each GB-month), queries ($${perGigabyte} for each GB scanned),`,
    `alarms ($${prices.alarmMetricMonth.dollars.toFixed(2)} for each metric in an alarm), the dashboard ($${prices.dashboardMonth.dollars.toFixed(2)}). See docs/cost.md.`,
  ];
}

function row(name: string, value: string): string {
  return `${name.padEnd(widthOfName)}${value}`;
}

function dollars(amount: number, digits = 2): string {
  const text = amount.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return text.padStart(widthOfDollars);
}

function whole(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: number < 10 ? 1 : 0 });
}
