import { readFileSync } from 'node:fs';
import type { PipelineOptions } from '../../../lib/settings/pipelineOptions.ts';
import { resourcesOf, synthesize } from '../synthesize.ts';
import { directDestinations, exampleDestinations } from './examples.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

/** The alarms of destinations, by name. */
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
  ])('look at the metrics that Firehose sends for %s', (_, name, prefix) => {
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

  it('look at the lag and the batches given up of a direct delivery', () => {
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

  it('are not there if all alarms are turned off', () => {
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
