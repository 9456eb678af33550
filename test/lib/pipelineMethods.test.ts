import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Distribution, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { RealtimeLogPipeline } from '../../lib/realtimeLogPipeline.ts';
import { makeApp } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

function roleIn(stack: Stack): Role {
  return new Role(stack, 'Analyst', { assumedBy: new ServicePrincipal('glue.amazonaws.com') });
}

describe('attach', () => {
  const origin = new HttpOrigin('origin.example.com');

  function arnsOf(stack: Stack): unknown[] {
    const [resource] = Object.values(
      Template.fromStack(stack).findResources('AWS::CloudFront::Distribution'),
    );
    const { DefaultCacheBehavior, CacheBehaviors = [] } = resource['Properties'].DistributionConfig;
    return [DefaultCacheBehavior, ...CacheBehaviors].map((behavior) => behavior.RealtimeLogConfigArn);
  }

  it('sets every behavior of a distribution beside it, those added later too, and leaves the rest', () => {
    const stack = new Stack(makeApp(), 'Site');
    const distribution = new Distribution(stack, 'Web', { defaultBehavior: { origin } });
    const other = RealtimeLogPipeline.fromName(stack, 'Other', 'other');
    new RealtimeLogPipeline(stack, 'Logs').attach(distribution);
    distribution.addBehavior('/images/*', origin, { viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY });
    distribution.addBehavior('/other/*', origin, { realtimeLogConfig: other });
    const own = { 'Fn::GetAtt': [expect.stringMatching(/^LogsLogConfiguration/), 'Arn'] };
    expect(arnsOf(stack)).toEqual([own, own, stack.resolve(other.realtimeLogConfigArn)]);
    Template.fromStack(stack).hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Enabled: true,
        CacheBehaviors: [
          Match.objectLike({ PathPattern: '/images/*', ViewerProtocolPolicy: 'https-only' }),
          Match.objectLike({ PathPattern: '/other/*' }),
        ],
      },
    });
  });

  it('names the log configuration by its known name in another stack', () => {
    const app = makeApp();
    const site = new Stack(app, 'Site');
    const distribution = new Distribution(site, 'Web', { defaultBehavior: { origin } });
    new RealtimeLogPipeline(new Stack(app, 'Logs'), 'Logs', { name: 'web' }).attach(distribution);
    expect(JSON.stringify(arnsOf(site))).toContain(':realtime-log-config/web');
  });

  it('refuses a distribution that is imported', () => {
    const stack = new Stack(makeApp(), 'Site');
    const imported = Distribution.fromDistributionAttributes(stack, 'Web', {
      distributionId: 'E1EXAMPLE',
      domainName: 'd111111abcdef8.cloudfront.net',
    });
    expect(() => new RealtimeLogPipeline(stack, 'Logs').attach(imported)).toThrow(
      'attach: expected a distribution that this app creates, got the imported Site/Web; give its ID in attachTo',
    );
  });
});

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
