import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { type KinesisClient, ResourceNotFoundException } from '@aws-sdk/client-kinesis';
import type { EstimateOptions } from '../../../cli/estimate/estimateOptions.ts';
import { type EstimateClients, readWorkload } from '../../../cli/estimate/readWorkload.ts';
import { UsageError } from '../../../terminal/usageError.ts';
import { type Answers, answeringClient } from '../answeringClient.ts';

const now = Date.parse('2026-11-20T13:05:30Z');
const minutesAgo = (minutes: number) => new Date(Date.parse('2026-11-20T13:05:00Z') - minutes * 60_000);

const given: EstimateOptions = {
  capacity: 'provisioned',
  architecture: 'arm64',
  samplingRate: 100,
  headroom: 0,
  metricSeries: 2,
  batchWindowSeconds: 10,
};

/** CloudWatch's response for each metric. */
function metricData(sums: Readonly<Record<string, readonly number[]>>) {
  return ({
    MetricDataQueries,
  }: {
    MetricDataQueries: { MetricStat: { Metric: { MetricName: string } } }[];
  }) => {
    const values = sums[MetricDataQueries[0].MetricStat.Metric.MetricName] ?? [];
    return {
      MetricDataResults: [
        { Id: 'count', Timestamps: values.map((_, index) => minutesAgo(index + 1)), Values: [...values] },
      ],
    };
  };
}

function clientsOf(metrics: Answers[string], kinesis: Answers = {}) {
  const cloudWatch = answeringClient<CloudWatchClient>({ GetMetricData: metrics });
  const clients: EstimateClients = {
    cloudFrontMetrics: () => cloudWatch,
    stream: () => ({ cloudWatch, kinesis: answeringClient<KinesisClient>(kinesis) }),
  };
  return { cloudWatch, clients };
}

describe('readWorkload', () => {
  it('reads everything from the command line, without calls to AWS', async () => {
    const { clients, cloudWatch } = clientsOf({});
    const options = { ...given, requestsPerSecond: 5000, fields: 'timestamp,sc-status', currentShards: 4 };
    expect(await readWorkload(options, clients, now)).toEqual({
      requestsPerSecond: 5000,
      averageRequestsPerSecond: 5000,
      samplingRate: 100,
      recordBytes: 19,
      headroom: 0,
      currentShards: 4,
      batchWindowSeconds: 10,
      memoryMegabytes: 1769,
      architecture: 'arm64',
      metricSeries: 2,
      metricsOfSeries: expect.any(Number),
    });
    expect(cloudWatch.calls).toEqual([]);
  });

  it('adds up the requests of distributions, minute by minute', async () => {
    const { clients, cloudWatch } = clientsOf(metricData({ Requests: [600, 1200, 600] }));
    const options = { ...given, fromDistribution: ['E1EXAMPLE', 'E2EXAMPLE'] };
    const workload = await readWorkload(options, clients, now);
    expect(workload.requestsPerSecond).toBe(40);
    expect(workload.averageRequestsPerSecond).toBeCloseTo(4800 / 210, 5);
    expect(cloudWatch.calls.map(({ input }) => input)).toEqual(
      ['E1EXAMPLE', 'E2EXAMPLE'].map((id) => ({
        StartTime: new Date('2026-11-06T13:05:00Z'),
        EndTime: new Date('2026-11-20T13:05:00Z'),
        MetricDataQueries: [
          {
            Id: 'count',
            MetricStat: {
              Metric: {
                Namespace: 'AWS/CloudFront',
                MetricName: 'Requests',
                Dimensions: [
                  { Name: 'DistributionId', Value: id },
                  { Name: 'Region', Value: 'Global' },
                ],
              },
              Period: 60,
              Stat: 'Sum',
            },
          },
        ],
        NextToken: undefined,
      })),
    );
  });

  it('reads all pages of a response', async () => {
    const page = (value: number, minutes: number) => ({
      MetricDataResults: [{ Id: 'count', Timestamps: [minutesAgo(minutes)], Values: [value] }],
    });
    const { clients } = clientsOf([{ ...page(60, 1), NextToken: 'next' }, page(120, 2)]);
    const { requestsPerSecond } = await readWorkload(
      { ...given, fromDistribution: ['E1EXAMPLE'] },
      clients,
      now,
    );
    expect(requestsPerSecond).toBe(2);
  });

  it('reads record size and shards from a stream, and scales its rate up by the sampling rate', async () => {
    const { clients } = clientsOf(
      metricData({ IncomingRecords: [6000, 3000], IncomingBytes: [2_900_000, 1_420_000] }),
      { DescribeStreamSummary: { StreamDescriptionSummary: { OpenShardCount: 4 } } },
    );
    const workload = await readWorkload({ ...given, fromStream: 'logs', samplingRate: 10 }, clients, now);
    expect(workload).toMatchObject({ requestsPerSecond: 1000, recordBytes: 480, currentShards: 4 });
  });

  it('prefers the options of the command line', async () => {
    const { clients } = clientsOf(metricData({ IncomingRecords: [6000], IncomingBytes: [2_880_000] }), {
      DescribeStreamSummary: { StreamDescriptionSummary: { OpenShardCount: 4 } },
    });
    const options = {
      ...given,
      fromStream: 'logs',
      requestsPerSecond: 7,
      recordBytes: 900,
      currentShards: 2,
    };
    expect(await readWorkload(options, clients, now)).toMatchObject({
      requestsPerSecond: 7,
      recordBytes: 900,
      currentShards: 2,
    });
  });

  it.each<[Partial<EstimateOptions>, Answers, string]>([
    [
      { fromDistribution: ['E1EXAMPLE'] },
      {},
      'expected requests of E1EXAMPLE in the last 14 days, got none; check the ID and the account, or use --requests-per-second',
    ],
    [
      { fromStream: 'logs' },
      { DescribeStreamSummary: { StreamDescriptionSummary: { OpenShardCount: 1 } } },
      "expected records in the stream 'logs' in the last 14 days, got none; use --requests-per-second",
    ],
    [
      { fromStream: 'lgos' },
      {
        DescribeStreamSummary: new ResourceNotFoundException({
          message: 'Stream lgos under account 111122223333 not found.',
          $metadata: { httpStatusCode: 400 },
        }),
      },
      "--from-stream: expected a stream of this account and region, got 'lgos'; check the name, --region, and --profile",
    ],
  ])('reports that %j has no data', async (options, kinesis, message) => {
    const { clients } = clientsOf(metricData({}), kinesis);
    await expect(readWorkload({ ...given, ...options }, clients, now)).rejects.toThrow(new Error(message));
  });

  it.each<[Partial<EstimateOptions>, string]>([
    [{}, 'expected --requests-per-second, --from-distribution, or --from-stream, got none of them'],
    [
      { requestsPerSecond: 5, fromDistribution: ['E1EXAMPLE'] },
      '--from-distribution: expected no --requests-per-second, got both; remove one of them',
    ],
    [
      { requestsPerSecond: 5, averageRequestsPerSecond: 6 },
      '--average-requests-per-second: expected at most the rate at the peak, 5, got 6',
    ],
    [
      { requestsPerSecond: 5, averageRequestsPerSecond: 6, fromStream: 'logs' },
      '--average-requests-per-second: expected at most the rate at the peak, 5, got 6',
    ],
    [
      { fromDistribution: ['www.example.com'] },
      "--from-distribution: expected a distribution ID such as E2EXAMPLE, got 'www.example.com'",
    ],
  ])('rejects %j as wrong use', async (options, message) => {
    const { clients } = clientsOf({});
    await expect(readWorkload({ ...given, ...options }, clients, now)).rejects.toThrow(
      new UsageError(message),
    );
  });
});
