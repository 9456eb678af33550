import { UsageError } from '../../terminal/usageError.ts';
import { runCfrl, runInProcess } from './runInProcess.ts';

async function print(...args: string[]): Promise<string> {
  return (await runInProcess(['estimate', ...args])).trimEnd();
}

describe('cfrl estimate', () => {
  it('prints size and price as text', async () => {
    expect(
      await print('--requests-per-second', '50000', '--record-bytes', '500', '--current-shards', '4'),
    ).toBe(
      `50,000 requests/s at the peak, 100% logged, 500 bytes a record, 0% headroom

Shards                                    50
  by records                              50 (1,000 records/s each)
  by bytes                                25 (1 MB/s each)
Resharding                                4 → 8 → 16 → 32 → 50 (4 deployments, at most 10 in 24 hours)
Concurrent Lambda invocations             50 (a new account may have 10)
Files per day                             884,340

Dollars per month at 50,000 requests/s on average (list prices of us-east-1, 2026-11)

CloudFront real-time logs                     1,314.00
Kinesis, provisioned (50 shards)              2,387.10
  or on demand                               13,421.49
  or on-demand Advantage                      5,356.92
Lambda, including waiting time                   79.16
S3, files                                       134.49
CloudWatch, metrics (2 series, pipeline)         13.80
CloudWatch, calls                               268.99
CloudWatch, the consumer's log                   26.90
KMS                                               0.08
Total with the provisioned stream             4,224.52
Compaction of the lake                        1,320.53
Total with compaction                         5,545.05

Dollars for a query of few columns over one day
  from compacted files                          0.0648
  from raw files, without compaction            2.5867

Each destination, with direct delivery           98.75
  with enhanced fan-out                       1,500.35
  or with Firehose                           17,770.64

Not in the totals: destinations, storage ($0.023 for each GB-month), queries ($0.005 for each GB scanned),
alarms ($0.10 for each metric in an alarm), the dashboard ($3.00). See docs/cost.md.`,
    );
  });

  it('compares the volume of OpenTelemetry metrics with the price of classic metrics', async () => {
    const options = ['--otlp-sets', '100', '--metric-series', '50'];
    expect((await print('--requests-per-second', '1000', ...options)).split('\n').slice(-2)).toEqual([
      'OpenTelemetry metrics of 100 attribute sets in each batch: 197.6 GB a month.',
      'The 50 classic series cost as much if a GB costs $1.138. The CloudWatch pricing page lists the price of a GB.',
    ]);
  });

  it('prints the volume of OpenTelemetry metrics as JSON', async () => {
    const options = ['--requests-per-second', '1000', '--otlp-sets', '100', '--json'];
    const volume = { gigabytesOfMonth: expect.closeTo(197.6, 1), breakEvenDollars: expect.closeTo(0.046, 3) };
    expect(JSON.parse(await print(...options)).openTelemetry).toEqual(volume);
    const priced = JSON.parse(await print(...options, '--otlp-gigabyte-dollars', '0.1'));
    expect(priced.openTelemetry).toEqual({ ...volume, monthlyCost: 19.76 });
  });

  it('rejects a price of a GB without a number of attribute sets', async () => {
    await expect(print('--requests-per-second', '1', '--otlp-gigabyte-dollars', '1')).rejects.toThrow(
      new UsageError('--otlp-gigabyte-dollars: expected --otlp-sets too, got no --otlp-sets'),
    );
  });

  it('prints the cost of OpenTelemetry metrics with a given price of a GB', async () => {
    const options = ['--otlp-sets', '100', '--otlp-gigabyte-dollars', '0.1'];
    const [last] = (await print('--requests-per-second', '1000', ...options)).split('\n').slice(-1);
    expect(last).toMatch(/ At \$0\.1, OpenTelemetry metrics cost \$19\.76 a month\.$/);
  });

  it('prints that prices of other regions differ, and calculates the total with another mode of the stream', async () => {
    const options = ['--region', 'eu-west-1', '--capacity', 'on-demand'];
    const lines = (await print('--requests-per-second', '50000', '--record-bytes', '500', ...options)).split(
      '\n',
    );
    expect(lines).toContain('Prices in eu-west-1 are different, and not known to this program.');
    const dollars = (name: string) =>
      Number(
        lines
          .find((line) => line.startsWith(name))
          ?.slice(40)
          .replaceAll(',', ''),
      );
    const parts = [
      'CloudFront real',
      '  or on demand',
      'Lambda, i',
      'S3,',
      'CloudWatch, m',
      'CloudWatch, c',
      'CloudWatch, t',
      'KMS',
    ];
    const sum = parts.reduce((total, name) => total + dollars(name), 0);
    expect(dollars('Total with the on-demand stream')).toBeCloseTo(sum, 1);
  });

  it('prints JSON for programs', async () => {
    const text = await print(
      '--requests-per-second',
      '5000',
      '--sampling-rate',
      '10',
      '--fields',
      'timestamp,c-ip',
      '--json',
    );
    expect(JSON.parse(text)).toMatchObject({
      shards: 1,
      recordBytes: 30,
      shardsByRecords: 1,
      shardsByBytes: 1,
      monthlyCost: { cloudFrontLogs: 13.14, total: expect.any(Number) },
    });
    expect(text).not.toContain('\n');
  });

  it.each([
    [
      ['--requests-per-second', 'many'],
      "--requests-per-second: expected a number from 0.001 to 100,000,000, got 'many'",
    ],
    [
      ['--requests-per-second', '0'],
      "--requests-per-second: expected a number from 0.001 to 100,000,000, got '0'",
    ],
    [['--sampling-rate', '2.5'], "--sampling-rate: expected a whole number from 1 to 100, got '2.5'"],
    [
      ['--requests-per-second', '5', '--fields', 'timestamp,sc-stauts'],
      "--fields: expected a field of CloudFront's real-time logs, got 'sc-stauts'; did you mean 'sc-status'? For a field newer than this catalog of 71, give its place as 'sc-stauts:after=FIELD'",
    ],
  ])('rejects %j in one sentence', async (args, message) => {
    const run = runInProcess(['estimate', ...args]);
    await expect(run).rejects.toThrow(new UsageError(message));
  });

  it('exits with status 2 after wrong use, and prints how to get credentials', async () => {
    const wrong = await runCfrl(['estimate']);
    expect(wrong).toEqual({
      status: 2,
      stdout: '',
      stderr: 'expected --requests-per-second, --from-distribution, or --from-stream, got none of them\n',
    });
    const { status, stderr } = await runCfrl(['estimate', '--from-distribution', 'E2EXAMPLE']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^expected AWS credentials, got none; sign in [^\n]+\n$/);
  });
});
