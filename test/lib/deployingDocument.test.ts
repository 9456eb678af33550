import { readFileSync } from 'node:fs';
import { defaultFields } from '../../core/fields/defaultFields.ts';
import { savedQueries } from '../../core/lake/queries.ts';
import { metricsOf } from '../../core/metrics/definitions.ts';
import { healthDefinitions } from '../../core/metrics/healthDefinitions.ts';
import { priceOfMetricSeries } from '../../core/sizing/metricSeries.ts';
import { hoursOfMonth, prices } from '../../core/sizing/prices.ts';
import { typicalRecordBytes } from '../../core/sizing/recordBytes.ts';
import { estimateShards } from '../../core/sizing/shards.ts';
import { options } from '../../lib/settings/options.ts';
import { estimateOfDefaults } from '../support/estimating.ts';
import { alarmsOf, metricsOfAlarm } from './monitoring/templates.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

const document = readFileSync('docs/deploying.md', 'utf8');

/** Returns the last cell of the table row that starts with a part's name. */
function priceOf(part: string): string | undefined {
  const row = document.split('\n').find((line) => line.startsWith(`| ${part} |`));
  return row?.split('|').at(-2)?.trim();
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

describe('docs/deploying.md', () => {
  const requestsPerSecond = options.requestsPerSecond.default;
  const recordBytes = typicalRecordBytes(defaultFields);
  const records = requestsPerSecond * hoursOfMonth * 3600;
  const millions = records / 1_000_000;
  const { filesPerDay, monthlyCost } = estimateOfDefaults(requestsPerSecond);

  it('has the load that the estimate calculates', () => {
    expect(document).toContain(
      `1,000 requests a second all month, all of them logged, ${recordBytes} bytes each, one shard`,
    );
    const load = { requestsPerSecond, samplingRate: 100, recordBytes, headroom: 0 };
    expect(estimateShards(load).shards).toBe(1);
  });

  it.each([
    ['CloudFront real-time logs', millions * prices.realtimeLogLines.dollars],
    ['Kinesis, shard', hoursOfMonth * prices.shardHour.dollars],
    ['Kinesis, PUT units', millions * prices.putPayloadUnits.dollars],
    ['Lambda, waits included', monthlyCost.lambda],
    ['S3, files', monthlyCost.s3Puts],
    ['CloudWatch, metrics', monthlyCost.metrics],
    ['CloudWatch, calls', monthlyCost.metricCalls],
    ["CloudWatch, the consumer's log", monthlyCost.functionLogs],
    ['KMS', monthlyCost.kms],
    ['All', monthlyCost.total],
  ])('has %s as calculated from the prices and the estimate', (part, amount) => {
    expect(priceOf(part)).toBe(dollars(amount));
  });

  it('has the number of invocations per month; each invocation writes a file', () => {
    const invocations = Math.round((filesPerDay * 365) / 12).toLocaleString('en-US');
    expect(document).toContain(`${invocations} invocations`);
    expect(document).toContain(`| S3, files | ${invocations} ×`);
  });

  it('has the total at a sampling rate of 10%', () => {
    const { total } = estimateOfDefaults(requestsPerSecond, 10).monthlyCost;
    expect(document).toContain(`With \`--sampling-rate 10\`, the total is ${dollars(total)}`);
  });

  it('has the price of a series', () => {
    const { dollarsOfSeries } = priceOfMetricSeries(metricsOf(defaultFields).length, 1);
    expect(document).toContain(`${dollars(dollarsOfSeries)} for each distribution and each cache behavior`);
    expect(document).toContain(`and ${healthDefinitions.length} of the pipeline's own`);
  });

  it('has the price of alarms as calculated from the metrics that they evaluate', () => {
    const alarms = Object.values(alarmsOf());
    const metricsOfKind = (anomaly: boolean) =>
      alarms.filter((alarm) => (alarm.ThresholdMetricId !== undefined) === anomaly).flatMap(metricsOfAlarm);
    const amount =
      metricsOfKind(false).length * prices.alarmMetricMonth.dollars +
      metricsOfKind(true).length * prices.anomalyMetricMonth.dollars;
    expect(document).toContain(`${dollars(amount)} for ${alarms.length} alarms`);
    expect(document).toContain(`${dollars(prices.ownKeyMonth.dollars)} for the key of their topic`);
    expect(document).toContain(`${dollars(prices.dashboardMonth.dollars)} for the dashboard`);

    const monitoring = amount + prices.ownKeyMonth.dollars + prices.dashboardMonth.dollars;
    const atRest = hoursOfMonth * prices.shardHour.dollars + monitoring;
    const { lakeCost } = estimateOfDefaults(requestsPerSecond);
    const all = monthlyCost.total + lakeCost.compaction + monitoring;
    expect(document).toContain(`the defaults cost ${dollars(atRest)} a month`);
    expect(document).toContain(`With compaction and monitoring, it is ${dollars(all)}.`);
    expect(readFileSync('README.md', 'utf8')).toContain(
      `$${atRest.toFixed(0)} a month without traffic, and about $${all.toFixed(0)} at 1,000 requests a second`,
    );
  });

  it('has the price without traffic as calculated from the table of prices', () => {
    expect(document).toContain(`= ${dollars(hoursOfMonth * prices.shardHour.dollars)} a month`);
    expect(document).toContain(`= ${dollars(hoursOfMonth * prices.onDemandStreamHour.dollars)}.`);
  });

  it.each(savedQueries)('mentions the query $name', ({ name }) => {
    expect(document).toContain(`\`${name}\``);
  });
});
