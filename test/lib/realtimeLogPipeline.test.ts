import { type CfnElement, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { RealtimeLogPipeline } from '../../lib/realtimeLogPipeline.ts';
import { ConfigurationError } from '../../lib/settings/configurationError.ts';
import { makeApp, makeStack, resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

describe('RealtimeLogPipeline', () => {
  it('has resources with logical IDs that never change', () => {
    const types = Object.entries(resourcesOf(synthesize())).map(([id, { Type }]) => `${id} ${Type}`);
    expect(types).toEqual([
      'PipelineLogStream99DD011D AWS::Kinesis::Stream',
      'PipelineLakeCA665B53 AWS::S3::Bucket',
      'PipelineLakePolicy1E5E8DC6 AWS::S3::BucketPolicy',
      'PipelineFailuresCC431073 AWS::S3::Bucket',
      'PipelineFailuresPolicy7C060094 AWS::S3::BucketPolicy',
      'PipelineLayoutsFunctionLogs150B1F36 AWS::Logs::LogGroup',
      'PipelineLayoutsFunctionRoleF5030E79 AWS::IAM::Role',
      'PipelineLayoutsFunction9B629F6F AWS::Lambda::Function',
      'PipelineLayoutsExpected83D9E857 Custom::ExpectedLayouts',
      'PipelineLayoutsConfirmed1D5E2556 Custom::ConfirmedLayout',
      'PipelineConsumerLogs7A22274D AWS::Logs::LogGroup',
      'PipelineConsumerRole68913D11 AWS::IAM::Role',
      'PipelineConsumerFunctionB31FCB30 AWS::Lambda::Function',
      'PipelineStreamMapping5AFE84D5 AWS::Lambda::EventSourceMapping',
      'PipelineDeliveryRole087715C9 AWS::IAM::Role',
      'PipelineLogConfiguration3037D56F AWS::CloudFront::RealtimeLogConfig',
      'PipelineTableDatabase1AB7F6EE AWS::Glue::Database',
      'PipelineTableRequestsRaw12E134F9 AWS::Glue::Table',
      'PipelineCompactionWorkgroup24BA6101 AWS::Athena::WorkGroup',
      'PipelineCompactionPlannerLogs65068B1A AWS::Logs::LogGroup',
      'PipelineCompactionPlannerRole05C11DDE AWS::IAM::Role',
      'PipelineCompactionPlannerFunction46485A90 AWS::Lambda::Function',
      'PipelineCompactionRoleB6FEF51E AWS::IAM::Role',
      'PipelineCompactionStateMachine7C19CFE8 AWS::StepFunctions::StateMachine',
      'PipelineCompactionScheduleRoleEC4980F1 AWS::IAM::Role',
      'PipelineCompactionScheduleD19635F2 AWS::Scheduler::Schedule',
      'PipelineCompactionStart3FF79540 Custom::CompactionStart',
      'PipelineQueriesWorkgroupCBB3A50C AWS::Athena::WorkGroup',
      'PipelineQueriestoppathsbyerrorsB707D97B AWS::Athena::NamedQuery',
      'PipelineQueriesstatusbybehaviorDBCD7ECC AWS::Athena::NamedQuery',
      'PipelineQueriescachemissesbyquerystring12FE26D2 AWS::Athena::NamedQuery',
      'PipelineQueriesslowestorigins4F60F24C AWS::Athena::NamedQuery',
      'PipelineQueriestoptalkers3DBF5D3A AWS::Athena::NamedQuery',
      'PipelineQueriestopnetworks5BD75A46 AWS::Athena::NamedQuery',
      'PipelineQueriesbots23D9A6D5 AWS::Athena::NamedQuery',
      'PipelineQueriesrequestbyid1BBF3A85 AWS::Athena::NamedQuery',
      'PipelineQueriesrequestsexact8D762717 AWS::Athena::NamedQuery',
      'PipelineQueriesdeliverydelay2FBE44FF AWS::Athena::NamedQuery',
      'PipelineMonitoringAlarmTopicKeyE8718D48 AWS::KMS::Key',
      'PipelineMonitoringAlarmTopic76A286BA AWS::SNS::Topic',
      'PipelineMonitoringAlarmTopicPolicy81665F60 AWS::SNS::TopicPolicy',
      'PipelineMonitoringThrottledWritesD3505E2E AWS::CloudWatch::Alarm',
      'PipelineMonitoringConsumerBehind16FC5B7E AWS::CloudWatch::Alarm',
      'PipelineMonitoringConsumerFarBehindD7A28396 AWS::CloudWatch::Alarm',
      'PipelineMonitoringConsumerStoppedDE1F9CFC AWS::CloudWatch::Alarm',
      'PipelineMonitoringConsumerErrors3BABBD61 AWS::CloudWatch::Alarm',
      'PipelineMonitoringConsumerThrottlesCCF547C0 AWS::CloudWatch::Alarm',
      'PipelineMonitoringConsumerDurationE30E59C5 AWS::CloudWatch::Alarm',
      'PipelineMonitoringFailedRecords65D5BE17 AWS::CloudWatch::Alarm',
      'PipelineMonitoringLostRecords7A778853 AWS::CloudWatch::Alarm',
      'PipelineMonitoringQuarantineRate40C1CDC4 AWS::CloudWatch::Alarm',
      'PipelineMonitoringSuspectRowsDDD06958 AWS::CloudWatch::Alarm',
      'PipelineMonitoringLostMetrics13485DA2 AWS::CloudWatch::Alarm',
      'PipelineMonitoringNoRecordsA7AF103E AWS::CloudWatch::Alarm',
      'PipelineMonitoringServerErrorRate9D277271 AWS::CloudWatch::Alarm',
      'PipelineMonitoringCacheHitRatio619BC35D AWS::CloudWatch::Alarm',
      'PipelineMonitoringCompactionBehindDB84CCF4 AWS::CloudWatch::Alarm',
      'PipelineMonitoringCompactionStopped9292EC81 AWS::CloudWatch::Alarm',
      'PipelineMonitoringCompactionFailedC3483888 AWS::CloudWatch::Alarm',
      'PipelineMonitoringInexactRequestsA4AC85B4 AWS::CloudWatch::Alarm',
      'PipelineMonitoringLateMarks71BBEFC2 AWS::CloudWatch::Alarm',
      'PipelineMonitoringMonthlyCostEFA7BFED AWS::CloudWatch::Alarm',
      'PipelineMonitoringDashboard9CCBCC06 AWS::CloudWatch::Dashboard',
      'PipelineLakeReaders99EBF07C AWS::IAM::ManagedPolicy',
    ]);
  });

  it('has a log configuration for the behaviors of a distribution in the same stack', () => {
    const stack = new Stack(makeApp(), 'Site');
    const pipeline = new RealtimeLogPipeline(stack, 'Logs');
    new Distribution(stack, 'Distribution', {
      defaultBehavior: {
        origin: new HttpOrigin('origin.example.com'),
        realtimeLogConfig: pipeline.realtimeLogConfig,
      },
    });
    const id = stack.getLogicalId(pipeline.realtimeLogConfig.node.defaultChild as CfnElement);
    Template.fromStack(stack).hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { DefaultCacheBehavior: { RealtimeLogConfigArn: { Ref: id } } },
    });
  });

  it('warns of queries and metrics whose fields are not logged, and prints the price of the metrics', () => {
    const annotations = Annotations.fromStack(makeStack({ fields: ['timestamp', 'x-edge-request-id'] }));
    annotations.hasWarning(
      '/cloudfront-realtime-logs/Pipeline',
      Match.stringLikeRegexp('the query bots is left out because it needs cs-user-agent'),
    );
    annotations.hasInfo(
      '/cloudfront-realtime-logs/Pipeline',
      Match.stringLikeRegexp('costs \\$0.60 a month'),
    );
  });

  it('rejects props that cannot be deployed', () => {
    expect(() => makeStack({ samplingRate: 101 })).toThrow(ConfigurationError);
  });

  it('contains no partition, account, or region', () => {
    const template = JSON.stringify(
      synthesize({ streamEncryption: 'customer-managed', addresses: 'hash' }).toJSON(),
    );
    for (const name of [/arn:aws/, /\b(?:us|eu|ap)-[a-z]+-\d/, /:\d{12}:/])
      expect(name.exec(template)).toBeNull();
  });
});
