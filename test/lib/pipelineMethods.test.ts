import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { RealtimeLogPipeline } from '../../lib/realtimeLogPipeline.ts';
import { makeApp } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

function roleIn(stack: Stack): Role {
  return new Role(stack, 'Analyst', { assumedBy: new ServicePrincipal('glue.amazonaws.com') });
}

describe('grantQuery', () => {
  it("gives a role the readers' policy and nothing else", () => {
    const stack = new Stack(makeApp(), 'Site');
    new RealtimeLogPipeline(stack, 'Logs').grantQuery(roleIn(stack));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: Match.objectLike({
        Statement: [Match.objectLike({ Principal: { Service: 'glue.amazonaws.com' } })],
      }),
      ManagedPolicyArns: [{ Ref: Match.stringLikeRegexp('^LogsLakeReaders') }],
    });
  });

  it('says which option it needs', () => {
    const stack = new Stack(makeApp(), 'Site');
    const pipeline = new RealtimeLogPipeline(stack, 'Logs', { readersPolicy: false });
    expect(() => pipeline.grantQuery(roleIn(stack))).toThrow(
      'readersPolicy: expected true for grantQuery, got false',
    );
  });
});

describe('the metrics of a pipeline', () => {
  it('can be alarmed on by the app', () => {
    const stack = new Stack(makeApp(), 'Site');
    const pipeline = new RealtimeLogPipeline(stack, 'Logs', { name: 'web', alarms: false });
    for (const [id, metric] of Object.entries({
      Requests: pipeline.metricRequests(),
      ServerErrors: pipeline.metricServerErrorRate(),
      CacheHits: pipeline.metricCacheHitRatio(),
    })) {
      new Alarm(stack, id, { metric, threshold: 1, evaluationPeriods: 1 });
    }
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 3);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Metrics: [
        Match.objectLike({
          MetricStat: Match.objectLike({
            Metric: Match.objectLike({
              MetricName: 'Requests',
              Dimensions: [Match.objectLike({ Value: 'web' })],
            }),
          }),
        }),
      ],
    });
  });
});

describe('fromName', () => {
  it('names the log configuration of a pipeline of another stack', () => {
    const stack = new Stack(makeApp(), 'Site');
    const known = RealtimeLogPipeline.fromName(stack, 'Known', 'web');
    expect(known.realtimeLogConfigName).toBe('web');
    expect(stack.resolve(known.realtimeLogConfigArn)).toMatchObject({
      'Fn::Join': ['', expect.arrayContaining([':realtime-log-config/web'])],
    });
  });
});
