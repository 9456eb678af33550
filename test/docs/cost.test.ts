import { readFileSync } from 'node:fs';
import { defaultFields } from '../../core/fields/defaultFields.ts';
import { metricsOf } from '../../core/metrics/definitions.ts';
import { priceOfMetricSeries } from '../../core/sizing/metricSeries.ts';
import { prices } from '../../core/sizing/prices.ts';
import { typicalRecordBytes } from '../../core/sizing/recordBytes.ts';
import { estimateOfDefaults } from '../support/estimating.ts';

const page = readFileSync('docs/cost.md', 'utf8');
const metricsOfSeries = metricsOf(defaultFields).length;
const recordBytes = typicalRecordBytes(defaultFields);

const estimates = [100, 5_000, 50_000].map((rate) => estimateOfDefaults(rate));
const lakes = estimates.map(({ lakeCost }) => lakeCost);
const destinations = estimates.map(({ destinationMonthlyCost }) => destinationMonthlyCost);
const costs = estimates.map(({ monthlyCost }) => monthlyCost);

/** A row of a table: its name and a number for each size. */
function row(name: string, numbers: readonly number[], digits = 2): string {
  const texts = numbers.map((number) =>
    number.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  return `| ${name} | ${texts.join(' | ')} |`;
}

describe('docs/cost.md', () => {
  it.each([
    row(
      'CloudFront real-time logs',
      costs.map((cost) => cost.cloudFrontLogs),
    ),
    row(
      'Kinesis, provisioned',
      costs.map((cost) => cost.kinesisProvisioned),
    ),
    row(
      'Lambda, waits for S3 and CloudWatch included',
      costs.map((cost) => cost.lambda),
    ),
    row(
      'S3, files',
      costs.map((cost) => cost.s3Puts),
    ),
    row(
      'CloudWatch, metrics',
      costs.map((cost) => cost.metrics),
    ),
    row(
      'CloudWatch, calls',
      costs.map((cost) => cost.metricCalls),
    ),
    row(
      "CloudWatch, the consumer's log",
      costs.map((cost) => cost.functionLogs),
    ),
    row(
      'KMS',
      costs.map((cost) => cost.kms),
    ),
    row(
      '**Total**',
      costs.map((cost) => cost.total),
    ),
    row(
      'Shards',
      estimates.map((estimate) => estimate.shards),
      0,
    ),
    row(
      'Files a day',
      estimates.map((estimate) => estimate.filesPerDay),
      0,
    ),
    row(
      '`direct`: a function',
      destinations.map(({ direct }) => direct),
    ),
    row(
      '`direct` with `enhancedFanOut`',
      destinations.map(({ direct, enhancedFanOut }) => direct + enhancedFanOut),
    ),
    row(
      '`firehose`, with the function that transforms',
      destinations.map(({ firehose }) => firehose),
    ),
    row(
      'provisioned',
      costs.map((cost) => cost.kinesisProvisioned),
    ),
    row(
      'on demand',
      costs.map((cost) => cost.kinesisOnDemand),
    ),
    row(
      'Total without compaction',
      costs.map((cost) => cost.total),
    ),
    row(
      'Compaction',
      lakes.map((lake) => lake.compaction),
    ),
    row(
      '**Total with compaction**',
      costs.map((cost, index) => cost.total + (lakes[index]?.compaction ?? 0)),
    ),
    row(
      'A query over a day of raw files',
      lakes.map((lake) => lake.rawDayQuery),
      4,
    ),
    row(
      'A query over a day of compacted files',
      lakes.map((lake) => lake.compactedDayQuery),
      4,
    ),
    row(
      'on-demand Advantage',
      costs.map((cost) => cost.kinesisOnDemandAdvantage),
    ),
  ])('has the row %s', (text) => {
    expect(page).toContain(text);
  });

  it('uses the prices of the table', () => {
    expect(page).toContain(`${recordBytes} bytes a record`);
    expect(page).toContain(`$${prices.s3GigabyteMonth.dollars} for each GB-month`);
    expect(page).toContain(`$${prices.athenaTerabyte.dollars} for each TB scanned`);
    expect(page).toContain(`$${prices.ownKeyMonth.dollars.toFixed(2)} a month each`);
    expect(page).toContain(
      `$${priceOfMetricSeries(metricsOfSeries, 1).dollarsOfSeries.toFixed(2)} for each further distribution`,
    );
  });
});
