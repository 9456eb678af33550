import { Command } from 'commander';
import { estimatePipeline } from '../core/sizing/estimate.ts';
import { architectures } from '../core/sizing/prices.ts';
import { oneOf } from '../terminal/commandLine.ts';
import { addHelp } from '../terminal/helpText.ts';
import { plainJson } from '../terminal/plainText.ts';
import { output } from '../terminal/printer.ts';
import { addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { describeEstimate } from './estimate/describeEstimate.ts';
import { describeOtlp, otlpOf } from './estimate/describeOtlp.ts';
import type { EstimateOptions } from './estimate/estimateOptions.ts';
import { capacities, totalFor } from './estimate/estimateOptions.ts';
import { numberOption } from './estimate/numberOption.ts';
import { createEstimateClients, readWorkload } from './estimate/readWorkload.ts';
import { requireWith } from './optionRules.ts';
import { streamOption } from './stream/streamOptions.ts';

const help = `
Calculates the size of the stream for the busiest minute, and the cost of a month at the average rate.
--from-distribution and --from-stream read the last 14 days from CloudWatch and need an account. A distribution provides
the rate; a stream also provides the record size. You can use both. These metrics don't show bursts within a minute; use
--headroom to leave room for them.

Prices are for us-east-1. --region selects the region of the metrics, and doesn't change prices. The total doesn't
include storage, queries, alarms, and the dashboard; docs/cost.md lists their prices.

--json prints {"shards":…,"recordBytes":…,"shardsByRecords":…,"shardsByBytes":…,"monthlyCost":{…},…} in dollars.

Examples:
  npx cfrl estimate --requests-per-second 50000 --record-bytes 500 --current-shards 4
  npx cfrl estimate --from-distribution E2EXAMPLE --fields timestamp,c-ip,sc-status --headroom 30
`;

/** `cfrl estimate`: estimates the size and the monthly cost of a pipeline. */
export function estimateCommand(): Command {
  const command = new Command('estimate')
    .description('Estimate the size and the monthly cost of a pipeline.')
    .option(
      '--requests-per-second <N>',
      'viewer requests per second at the peak, before sampling',
      numberOption('--requests-per-second', { smallest: 0.001, largest: 100_000_000 }),
    )
    .option(
      '--average-requests-per-second <N>',
      'average over the month, which determines the cost (default: the same)',
      numberOption('--average-requests-per-second', { smallest: 0, largest: 100_000_000 }),
    )
    .option(
      '--sampling-rate <PERCENT>',
      'percentage of the requests that are logged',
      numberOption('--sampling-rate', { smallest: 1, largest: 100, whole: true }),
      100,
    )
    .option('--fields <LIST|FILE>', "fields of a record (default: the pipeline's default fields)")
    .option(
      '--record-bytes <N>',
      'average size of a record in bytes (default: an estimate from the fields)',
      numberOption('--record-bytes', { smallest: 1, largest: 1_000_000, whole: true }),
    )
    .option(
      '--headroom <PERCENT>',
      'spare capacity of the stream',
      numberOption('--headroom', { smallest: 0, largest: 900 }),
      0,
    )
    .option(
      '--current-shards <N>',
      'current number of shards, to print the resharding steps',
      numberOption('--current-shards', { smallest: 1, largest: 100_000, whole: true }),
    )
    .option(
      '--metric-series <N>',
      'number of distributions and cache behaviors with their own metrics',
      numberOption('--metric-series', { smallest: 0, largest: 10_000, whole: true }),
      2,
    )
    .option(
      '--otlp-sets <N>',
      'attribute sets with requests in a batch, to compare OpenTelemetry metrics with classic ones',
      numberOption('--otlp-sets', { smallest: 1, largest: 50_000, whole: true }),
    )
    .option(
      '--otlp-gigabyte-dollars <N>',
      'price of a GB of OpenTelemetry metrics on the CloudWatch pricing page, to print their cost',
      numberOption('--otlp-gigabyte-dollars', { smallest: 0, largest: 1_000 }),
    )
    .option(
      '--batch-window-seconds <N>',
      'how long Lambda collects the records of a shard into a batch',
      numberOption('--batch-window-seconds', { smallest: 0, largest: 300, whole: true }),
      10,
    )
    .option(
      '--capacity <MODE>',
      `mode of the stream in the total: ${capacities.join(', ')}`,
      oneOf('--capacity', capacities),
      'provisioned',
    )
    .option(
      '--architecture <NAME>',
      `processor of the functions: ${architectures.join(', ')}`,
      oneOf('--architecture', architectures),
      'arm64',
    )
    .option('--from-distribution <ID...>', 'read the rates of these distributions from CloudWatch')
    .option(
      '--from-stream <NAME>',
      'read the rate, record size, and shards of this stream from CloudWatch',
      streamOption('--from-stream'),
    )
    .option('--json', 'print JSON');
  return addHelp(addAwsOptions(command), help).action((options: EstimateOptions) => {
    requireWith(command, '--otlp-gigabyte-dollars', ['--otlp-sets']);
    requireWith(command, '--profile', ['--from-distribution', '--from-stream']);
    return withAwsSentences(options, () => runEstimate(options));
  });
}

async function runEstimate(options: EstimateOptions): Promise<void> {
  const { otlpSets, otlpGigabyteDollars } = options;
  const workload = await readWorkload(options, createEstimateClients(options), Date.now());
  const estimate = estimatePipeline(workload);
  const { capacity, region } = options;
  if (options.json) {
    const monthlyCost = { ...estimate.monthlyCost, total: totalFor(estimate.monthlyCost, capacity) };
    const openTelemetry =
      otlpSets === undefined
        ? {}
        : { openTelemetry: otlpOf(workload, estimate, otlpSets, otlpGigabyteDollars) };
    output.line(plainJson({ ...estimate, capacity, pricesOf: 'us-east-1', monthlyCost, ...openTelemetry }));
    return;
  }
  output.lines(describeEstimate(estimate, workload, { capacity, region }));
  if (otlpSets !== undefined) output.lines(describeOtlp(workload, estimate, otlpSets, otlpGigabyteDollars));
}
