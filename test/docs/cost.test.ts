import { readFileSync } from 'node:fs';
import { metricsOf } from '../../core/metrics/definitions.ts';
import { defaultFields } from '../../core/records/defaultFields.ts';
import { estimatePipeline } from '../../core/sizing/estimate.ts';
import { priceOfMetricSeries } from '../../core/sizing/metricSeries.ts';
import { prices } from '../../core/sizing/prices.ts';
import { typicalRecordBytes } from '../../core/sizing/recordBytes.ts';

const page = readFileSync('docs/cost.md', 'utf8');
const metricsOfSeries = metricsOf(defaultFields).length;
const recordBytes = typicalRecordBytes(defaultFields);

function estimate(requestsPerSecond: number) {
  return estimatePipeline({
    requestsPerSecond,
    averageRequestsPerSecond: requestsPerSecond,
    samplingRate: 100,
    recordBytes,
    headroom: 0,
    presentShards: undefined,
    batchWindowSeconds: 10,
    memoryMegabytes: 1769,
    metricSeries: 2,
    metricsOfSeries,
  });
}

const estimates = [100, 5_000, 50_000].map(estimate);
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
      estimates.map((estimate) => estimate.filesADay),
      0,
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
      'on-demand Advantage',
      costs.map((cost) => cost.kinesisOnDemandAdvantage),
    ),
  ])('has the row %s', (text) => {
    expect(page).toContain(text);
  });

  it('reckons with the prices of the table', () => {
    expect(page).toContain(`${recordBytes} bytes a record`);
    expect(page).toContain(`$${prices.s3GigabyteMonth.dollars} for each GB-month`);
    expect(page).toContain(`$${prices.athenaTerabyte.dollars} for each TB scanned`);
    expect(page).toContain(`$${prices.ownKeyMonth.dollars.toFixed(2)} a month each`);
    expect(page).toContain(
      `$${priceOfMetricSeries(metricsOfSeries, 1).dollarsOfSeries.toFixed(2)} for each further distribution`,
    );
  });
});

describe('docs/deploying.md', () => {
  const table = readFileSync('docs/deploying.md', 'utf8').split('**Under load**')[1]?.split('\n\n')[1] ?? '';
  const { filesADay, monthlyCost } = estimate(1_000);
  const { kinesisProvisioned, kinesisOnDemand: _, kinesisOnDemandAdvantage: __, ...others } = monthlyCost;

  it('has the costs of 1,000 requests a second', () => {
    const dollars = [...table.matchAll(/\| \$([\d.]+) \|$/gm)].map(([, amount]) => Number(amount));
    const [logs, shard = 0, units = 0, ...rest] = dollars;
    expect(shard + units).toBeCloseTo(kinesisProvisioned, 2);
    const { cloudFrontLogs, lambda, s3Puts, metrics, metricCalls, functionLogs, kms, total } = others;
    const expected = [cloudFrontLogs, lambda, s3Puts, metrics, metricCalls, functionLogs, kms, total];
    expect([logs, ...rest].map((amount) => amount?.toFixed(2))).toEqual(
      expected.map((amount) => amount.toFixed(2)),
    );
  });

  it('has the invocations of a month', () => {
    expect(table).toContain(`${Math.round((filesADay * 365) / 12).toLocaleString('en-US')} invocations`);
  });
});
