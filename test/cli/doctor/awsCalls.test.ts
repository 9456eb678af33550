import { awsCalls, type DoctorClients } from '../../../cli/doctor/awsCalls.ts';
import { printLayouts } from '../../../core/layouts/layoutsDocument.ts';
import { type AnsweringClient, type Answers, answeringClient } from '../answeringClient.ts';
import { contextOf, distributionOf, logConfigurationArn, now, streamArn } from './healthyPipeline.ts';

const { names, calls: sound } = contextOf();

function callsOf(answers: Partial<Record<keyof DoctorClients, Answers>>) {
  const services = [
    'cloudFront',
    'cloudWatch',
    'cloudFrontMetrics',
    'iam',
    'kinesis',
    'kms',
    'lambda',
    's3',
    'glue',
    'stepFunctions',
  ] as const;
  const clients = Object.fromEntries(
    services.map((service) => [service, answeringClient(answers[service] ?? {})]),
  ) as unknown as { [Name in keyof DoctorClients]: AnsweringClient<DoctorClients[Name]> };
  return {
    clients,
    calls: awsCalls(
      clients,
      { ...names, stateMachineArn: undefined, dashboardName: undefined },
      new AbortController().signal,
    ),
  };
}

const request = {
  namespace: 'AWS/CloudFront',
  name: 'Requests',
  dimensions: { DistributionId: 'E1EXAMPLE', Region: 'Global' },
  statistic: 'Sum',
  start: now - 600_000,
  end: now,
} as const;

describe('awsCalls', () => {
  it('finds all attachments, page by page, with one set of calls', async () => {
    const { clients, calls } = callsOf({
      cloudFront: {
        ListDistributionsByRealtimeLogConfig: [
          { DistributionList: { IsTruncated: true, NextMarker: 'E2', Items: [distributionOf()] } },
          { DistributionList: { IsTruncated: false, Items: [distributionOf({ Id: 'E2' })] } },
        ],
      },
    });

    expect((await calls.attachments()).map(({ Id }) => Id)).toEqual(['E1EXAMPLE', 'E2']);
    expect(await calls.attachments()).toHaveLength(2);
    expect(clients.cloudFront.calls.map(({ input }) => input)).toEqual([
      { RealtimeLogConfigArn: logConfigurationArn },
      { RealtimeLogConfigArn: logConfigurationArn, Marker: 'E2' },
    ]);
  });

  it('returns an empty list if nothing is attached', async () => {
    const { calls } = callsOf({
      cloudFront: {
        ListDistributionsByRealtimeLogConfig: { DistributionList: { Quantity: 0, IsTruncated: false } },
      },
    });

    expect(await calls.attachments()).toEqual([]);
  });

  it("reads metrics with a period of five minutes, and CloudFront's metrics in its region", async () => {
    const page = (Values: number[], NextToken?: string) => ({
      MetricDataResults: [{ Id: 'metric', Label: 'Requests', Values, StatusCode: 'Complete' }],
      Messages: [],
      ...(NextToken && { NextToken }),
    });
    const { clients, calls } = callsOf({
      cloudFrontMetrics: { GetMetricData: [page([1, 2], 'more'), page([3])] },
      cloudWatch: {
        GetMetricData: { MetricDataResults: [{ Id: 'metric', Values: [], StatusCode: 'Complete' }] },
      },
    });

    expect(await calls.cloudFrontMetric(request)).toEqual([1, 2, 3]);
    expect(await calls.metric(request)).toEqual([]);
    expect(clients.cloudFrontMetrics.calls[0]?.input).toEqual({
      StartTime: new Date('2026-11-20T12:55:00Z'),
      EndTime: new Date('2026-11-20T13:05:00Z'),
      MetricDataQueries: [
        {
          Id: 'metric',
          MetricStat: {
            Metric: {
              Namespace: 'AWS/CloudFront',
              MetricName: 'Requests',
              Dimensions: [
                { Name: 'DistributionId', Value: 'E1EXAMPLE' },
                { Name: 'Region', Value: 'Global' },
              ],
            },
            Period: 300,
            Stat: 'Sum',
          },
        },
      ],
    });
  });

  it('lists the event source mappings between the stream and the consumer', async () => {
    const { clients, calls } = callsOf({
      kinesis: { DescribeStreamSummary: { StreamDescriptionSummary: await sound.stream() } },
      lambda: { ListEventSourceMappings: { EventSourceMappings: await sound.mappings() } },
    });

    expect(await calls.mappings()).toEqual(await sound.mappings());
    expect(clients.lambda.calls[0]?.input).toEqual({
      FunctionName: 'logs-Consumer',
      EventSourceArn: streamArn,
    });
  });

  it('simulates the policies of a role', async () => {
    const results = [{ EvalActionName: 'kinesis:PutRecords', EvalDecision: 'allowed' }];
    const { clients, calls } = callsOf({ iam: { SimulatePrincipalPolicy: { EvaluationResults: results } } });

    expect(await calls.simulate('role', ['kinesis:PutRecords'], streamArn)).toEqual(results);
    expect(clients.iam.calls[0]?.input).toEqual({
      PolicySourceArn: 'role',
      ActionNames: ['kinesis:PutRecords'],
      ResourceArns: [streamArn],
    });
  });

  it('reads the data of the other checks', async () => {
    const layouts = await sound.layouts();
    const body = Buffer.from(printLayouts(layouts));
    const { calls } = callsOf({
      cloudFront: { GetRealtimeLogConfig: { RealtimeLogConfig: await sound.logConfiguration() } },
      iam: { GetRole: { Role: await sound.role('') } },
      kms: { DescribeKey: { KeyMetadata: await sound.key('') }, GetKeyPolicy: { Policy: '{}' } },
      lambda: { GetFunctionConfiguration: await sound.consumer() },
      s3: {
        GetObject: {
          Body: { transformToString: async () => body.toString(), transformToByteArray: async () => body },
        },
        ListObjectsV2: {
          Contents: [{ Key: 'raw/a', LastModified: new Date('2026-11-20T13:03:10Z') }],
          IsTruncated: false,
        },
      },
    });

    expect(await calls.logConfiguration()).toEqual(await sound.logConfiguration());
    expect(await calls.role('logs-DeliveryRole')).toEqual(await sound.role(''));
    expect(await calls.key('key')).toEqual(await sound.key(''));
    expect(await calls.keyPolicy('key')).toBe('{}');
    expect(await calls.consumer()).toEqual(await sound.consumer());
    expect(await calls.layouts()).toEqual(layouts);
    expect(await calls.listLake('raw/')).toEqual([
      { key: 'raw/a', lastModified: '2026-11-20T13:03:10.000Z', bytes: 0 },
    ]);
    expect(await calls.getFromLake('key')).toEqual(body);
  });

  it('fails if a response of AWS is incomplete', async () => {
    await expect(callsOf({ iam: { GetRole: {} } }).calls.role('logs-DeliveryRole')).rejects.toThrow(
      'expected AWS to return the role logs-DeliveryRole, got nothing',
    );
  });
});
