import { resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

/** Types that don't support tags, or that are part of another resource. */
const untagged = [
  'AWS::Athena::NamedQuery',
  'AWS::CloudFront::RealtimeLogConfig',
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::Scheduler::Schedule',
  'Custom::CompactionStart',
  'Custom::ConfirmedLayout',
  'Custom::ExpectedLayouts',
];

describe('RealtimeLogsStack', () => {
  it('has outputs for the names that operators need, without exports', () => {
    const outputs: Record<string, { Value: unknown; Export?: unknown }> = synthesize().toJSON()['Outputs'];
    const values = Object.entries(outputs).map(([id, { Value }]) => [id, Value]);
    expect(Object.fromEntries(values)).toEqual({
      LogConfigurationArn: { 'Fn::GetAtt': ['PipelineLogConfiguration3037D56F', 'Arn'] },
      StreamName: { Ref: 'PipelineLogStream99DD011D' },
      ConsumerName: { Ref: 'PipelineConsumerFunctionB31FCB30' },
      LakeBucket: { Ref: 'PipelineLakeCA665B53' },
      FailureBucket: { Ref: 'PipelineFailuresCC431073' },
      Database: 'cloudfront_realtime_logs',
      Workgroup: 'cloudfront-realtime-logs',
      CompactionStateMachine: { 'Fn::GetAtt': ['PipelineCompactionStateMachine7C19CFE8', 'Arn'] },
      ReadersPolicyArn: { Ref: 'PipelineLakeReaders99EBF07C' },
      AlarmTopicArn: { Ref: 'PipelineMonitoringAlarmTopic76A286BA' },
      Dashboard: 'cloudfront-realtime-logs',
    });
    expect(Object.values(outputs).filter((output) => output.Export !== undefined)).toEqual([]);
  });

  it('tags all resources that support tags', () => {
    const resources = resourcesOf(synthesize({ tags: { team: 'web', 'cost center': '7' } }));
    const tagged = Object.values(resources).filter(({ Type }) => !untagged.includes(Type));
    for (const { Type, Properties } of tagged) {
      expect([Type, Properties['Tags']]).toEqual([
        Type,
        [
          { Key: 'cost center', Value: '7' },
          { Key: 'team', Value: 'web' },
        ],
      ]);
    }
  });
});
