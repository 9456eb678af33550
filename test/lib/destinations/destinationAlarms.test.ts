import { readFileSync } from 'node:fs';
import type { PipelineOptions } from '../../../lib/settings/pipelineOptions.ts';
import { resourcesOf, synthesize } from '../synthesize.ts';
import { directDestinations, exampleDestinations } from './examples.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

/** Returns the alarms of destinations, by name. */
function alarmsOf(props: PipelineOptions): Record<string, Record<string, unknown>> {
  const alarms = Object.entries(resourcesOf(synthesize(props))).filter(
    ([id, { Type }]) => Type === 'AWS::CloudWatch::Alarm' && id.startsWith('PipelineDestinations'),
  );
  return Object.fromEntries(alarms.map(([, { Properties }]) => [Properties['AlarmName'], Properties]));
}

const named = (kind: string, name: string) => `cloudfront-realtime-logs Destination ${kind}: ${name}`;
const topic = [{ Ref: 'PipelineMonitoringAlarmTopic76A286BA' }];

describe('alarms of destinations', () => {
  it.each([
    ['s3', 'files', 'DeliveryToS3'],
    ['redshift', 'warehouse', 'DeliveryToRedshift'],
    ['opensearch', 'search', 'DeliveryToAmazonOpenSearchService'],
    ['opensearch-serverless', 'collection', 'DeliveryToAmazonOpenSearchServerless'],
    ['splunk', 'events', 'DeliveryToSplunk'],
    ['http', 'endpoint', 'DeliveryToHttpEndpoint'],
  ])('use the metrics that Firehose sends for %s', (_, name, prefix) => {
    const alarms = alarmsOf({ destinations: exampleDestinations });
    const dimensions = [{ Name: 'DeliveryStreamName', Value: { Ref: expect.stringContaining(name) } }];
    expect(alarms[named('behind', name)]).toMatchObject({
      Namespace: 'AWS/Firehose',
      MetricName: `${prefix}.DataFreshness`,
      Dimensions: dimensions,
      Threshold: 960,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: topic,
      OKActions: topic,
    });
    expect(alarms[named('failures', name)]).toMatchObject({
      MetricName: `${prefix}.Success`,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  it('use the lag and the failed batches of a direct delivery', () => {
    const alarms = alarmsOf({ destinations: directDestinations });
    expect(alarms[named('behind', 'events')]).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'IteratorAge',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: expect.stringContaining('events') } }],
      Threshold: 7_920_000,
    });
    expect(alarms[named('failures', 'events')]).toMatchObject({
      MetricName: 'OnFailureDestinationDeliveredEventCount',
      Dimensions: [
        {
          Name: 'EventSourceMappingUUID',
          Value: { 'Fn::GetAtt': [expect.stringContaining('events'), 'Id'] },
        },
      ],
      Threshold: 0,
    });
  });

  it('use the records that are not transformed, and the reads that the stream throttles', () => {
    const firehose = alarmsOf({ destinations: exampleDestinations });
    expect(firehose[named('throttled', 'files')]).toMatchObject({
      Namespace: 'AWS/Firehose',
      MetricName: 'ThrottledGetRecords',
      Threshold: 30,
      DatapointsToAlarm: 3,
    });
    const { Metrics, Threshold } = firehose[named('transformation', 'files')] as {
      Metrics: { Id: string; Expression?: string; MetricStat?: { Metric: { MetricName: string } } }[];
      Threshold: number;
    };
    expect([Threshold, ...Metrics.map((one) => one.Expression ?? one.MetricStat?.Metric.MetricName)]).toEqual(
      [
        0,
        'FILL(failed, 0) + IF(FILL(success, 1) < 1, 1, 0)',
        'FailedTransformations cloudfront-realtime-logs files',
        'ExecuteProcessing.Success',
      ],
    );
    const direct = alarmsOf({ destinations: directDestinations });
    expect(direct[named('throttled', 'events')]).toMatchObject({
      Namespace: 'AWS/Kinesis',
      MetricName: 'ReadProvisionedThroughputExceeded',
    });
    // The destination uses enhanced fan-out, which has its own read throughput.
    expect(direct[named('throttled', 'endpoint')]).toBeUndefined();
  });

  it('are shown in graphs of the dashboard, with a row for each destination', () => {
    const [dashboard] = Object.values(resourcesOf(synthesize({ destinations: exampleDestinations }))).filter(
      ({ Type }) => Type === 'AWS::CloudWatch::Dashboard',
    );
    const body = JSON.stringify(dashboard.Properties['DashboardBody']);
    for (const { name } of exampleDestinations) {
      const titles = ['delay', 'deliveries', 'not transformed', 'throttled reads'];
      expect(titles.filter((title) => !body.includes(`${name}: ${title}`))).toEqual([]);
    }
  });

  it("are in the dashboard's alarm widget", () => {
    const resources = Object.entries(resourcesOf(synthesize({ destinations: exampleDestinations })));
    const [, dashboard] = resources.find(([, { Type }]) => Type === 'AWS::CloudWatch::Dashboard') ?? [];
    const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
    const alarms = resources.filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm').map(([id]) => id);
    const ofDestinations = alarms.filter((id) => id.includes('Destinations'));
    expect(ofDestinations.length).toBeGreaterThanOrEqual(2 * exampleDestinations.length);
    expect(alarms.filter((id) => !body.includes(`"Fn::GetAtt":["${id}","Arn"]`))).toEqual([]);
  });

  it('do not exist if all alarms are turned off', () => {
    expect(alarmsOf({ destinations: exampleDestinations, alarms: false })).toEqual({});
  });

  it('link to headings of the runbook', () => {
    const runbook = readFileSync('docs/operations.md', 'utf8');
    for (const { AlarmDescription } of Object.values(alarmsOf({ destinations: [exampleDestinations[0]] }))) {
      const [, anchor = ''] = /#(destination-[a-z]+)$/.exec(AlarmDescription as string) ?? [];
      expect(runbook).toContain(`\n### ${anchor.replace('d', 'D').replace('-', ' ')}\n`);
    }
  });
});
