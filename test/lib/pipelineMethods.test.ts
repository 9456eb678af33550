import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  type CfnDistribution,
  Distribution,
  type IDistribution,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { attachDistribution } from '../../lib/attachDistribution.ts';
import { Alarms } from '../../lib/props/alarms.ts';
import { defaultNameOf } from '../../lib/props/defaultName.ts';
import { Lake } from '../../lib/props/lake.ts';
import { RealtimeLogPipeline } from '../../lib/realtimeLogPipeline.ts';
import { alarmNames } from '../../lib/settings/alarmOptions.ts';
import { makeApp } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

function roleIn(stack: Stack): Role {
  return new Role(stack, 'Analyst', { assumedBy: new ServicePrincipal('glue.amazonaws.com') });
}

describe('attach', () => {
  const origin = new HttpOrigin('origin.example.com');
  const permission = { actions: ['lambda:GetFunction'], resources: ['*'] };

  function imported(stack: Stack, distributionId: string): IDistribution {
    const domainName = 'd111111abcdef8.cloudfront.net';
    return Distribution.fromDistributionAttributes(stack, distributionId, { distributionId, domainName });
  }

  function arnsOf(stack: Stack): unknown[] {
    const [resource] = Object.values(
      Template.fromStack(stack).findResources('AWS::CloudFront::Distribution'),
    );
    const { DefaultCacheBehavior, CacheBehaviors = [] } = resource['Properties'].DistributionConfig;
    return [DefaultCacheBehavior, ...CacheBehaviors].map((behavior) => behavior.RealtimeLogConfigArn);
  }

  it('changes all behaviors of a distribution in the same stack, including behaviors added later, and nothing else', () => {
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

  it('refers to the log configuration by its name in another stack', () => {
    const app = makeApp();
    const site = new Stack(app, 'Site');
    const distribution = new Distribution(site, 'Web', { defaultBehavior: { origin } });
    new RealtimeLogPipeline(new Stack(app, 'Logs'), 'Logs', { name: 'web' }).attach(distribution);
    expect(JSON.stringify(arnsOf(site))).toContain(':realtime-log-config/web');
  });

  it('changes only the given behaviors, and replaces another log configuration if replace is true', () => {
    const stack = new Stack(makeApp(), 'Site');
    const other = RealtimeLogPipeline.fromName(stack, 'Other', 'other');
    const distribution = new Distribution(stack, 'Web', {
      defaultBehavior: { origin },
      additionalBehaviors: { '/a/*': { origin, realtimeLogConfig: other }, '/b/*': { origin } },
    });
    new RealtimeLogPipeline(stack, 'Logs').attach(distribution, { behaviors: ['/a/*'], replace: true });
    expect(arnsOf(stack)).toEqual([
      undefined,
      { 'Fn::GetAtt': [expect.stringMatching(/^LogsLogConfiguration/), 'Arn'] },
      undefined,
    ]);
  });

  it('rejects a behavior that the distribution does not have', () => {
    const stack = new Stack(makeApp(), 'Site');
    const distribution = new Distribution(stack, 'Web', { defaultBehavior: { origin } });
    new RealtimeLogPipeline(stack, 'Logs').attach(distribution, { behaviors: ['/c/*'] });
    expect(() => Template.fromStack(stack)).toThrow(
      "attach: expected behaviors of Site/Web/Resource (default), got '/c/*'",
    );
  });

  it.each([
    ['the same log configuration again', 'web', undefined],
    [
      'another log configuration',
      'other',
      /^.*attach: expected a cache behavior of Site\/Web\/Resource without another log/,
    ],
  ])('of %s to all behaviors works only if one has no other log configuration', (_, second, problem) => {
    const stack = new Stack(makeApp(), 'Site');
    const distribution = new Distribution(stack, 'Web', { defaultBehavior: { origin } });
    for (const [index, name] of ['web', second].entries()) {
      const { realtimeLogConfigArn } = RealtimeLogPipeline.fromName(stack, `Logs${index}`, name);
      attachDistribution(distribution.node.defaultChild as CfnDistribution, realtimeLogConfigArn, {});
    }
    if (problem === undefined) expect(arnsOf(stack)).toHaveLength(1);
    else expect(() => arnsOf(stack)).toThrow(problem);
  });

  it('rejects a distribution of another account, without a valid ID, or without behaviors', () => {
    const app = makeApp();
    const env = { account: '111122223333', region: 'eu-west-1' };
    const stack = new Stack(app, 'Logs', { env });
    const site = new Stack(app, 'Site', { env: { account: '444455556666', region: 'us-east-1' } });
    const logs = new RealtimeLogPipeline(stack, 'Logs', { attachmentPermissions: [permission] });
    expect(() => logs.attach(new Distribution(site, 'Web', { defaultBehavior: { origin } }))).toThrow(
      "attach: expected a distribution in the account of the pipeline, '111122223333', got one in '444455556666'",
    );
    expect(() => logs.attach(imported(stack, 'web'))).toThrow(
      `attachTo.distributionId: expected an ID such as 'E2EXAMPLE' in entry 1, got "web"`,
    );
    const distribution = imported(stack, 'E1EXAMPLE');
    expect(() => logs.attach(distribution, { behaviors: [] })).toThrow(
      /^attachTo.behaviors: expected .* got \[\]$/,
    );
    expect(() => Template.fromStack(stack)).toThrow(
      'attachPermissions: expected no value without attachTo or attach',
    );
    logs.attach(distribution);
    expect(() => logs.attach(distribution)).toThrow(
      'attachTo: expected each distribution once, got "E1EXAMPLE" twice',
    );
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      Policies: Match.arrayWith([Match.objectLike({ PolicyName: 'FurtherPermissions' })]),
    });
  });

  it('attaches to an imported distribution with a custom resource', () => {
    const stack = new Stack(makeApp(), 'Site');
    const imported = Distribution.fromDistributionAttributes(stack, 'Web', {
      distributionId: 'E1EXAMPLE',
      domainName: 'd111111abcdef8.cloudfront.net',
    });
    const pipeline = new RealtimeLogPipeline(stack, 'Logs');
    expect(pipeline.attachmentRole).toBeUndefined();
    pipeline.attach(imported, { behaviors: ['default'], replace: true });
    expect(pipeline.attachmentRole).toBeDefined();
    Template.fromStack(stack).hasResourceProperties('Custom::LogConfigurationAttachment', {
      DistributionId: 'E1EXAMPLE',
      Behaviors: ['default'],
      Replace: 'true',
    });
  });
});

describe('grantQuery', () => {
  it("adds only the readers' policy to a role", () => {
    const stack = new Stack(makeApp(), 'Site');
    new RealtimeLogPipeline(stack, 'Logs').grantQuery(roleIn(stack));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: Match.objectLike({
        Statement: [Match.objectLike({ Principal: { Service: 'glue.amazonaws.com' } })],
      }),
      ManagedPolicyArns: [{ Ref: Match.stringLikeRegexp('^LogsLakeReaders') }],
    });
  });

  it('prints the option that it needs', () => {
    const stack = new Stack(makeApp(), 'Site');
    const pipeline = new RealtimeLogPipeline(stack, 'Logs', {
      lake: Lake.create({ readersPolicy: false }),
    });
    expect(() => pipeline.grantQuery(roleIn(stack))).toThrow(
      'readersPolicy: expected true, because grantQuery needs the policy, got false',
    );
  });
});

describe('the metrics of a pipeline', () => {
  it("can be used in the app's alarms", () => {
    const stack = new Stack(makeApp(), 'Site');
    const pipeline = new RealtimeLogPipeline(stack, 'Logs', { name: 'web', alarms: Alarms.none() });
    for (const [id, metric] of Object.entries({
      Requests: pipeline.metricRequests(),
      ServerErrors: pipeline.metricServerErrorRate(),
      CacheHits: pipeline.metricCacheHitRatio(),
      Delay: pipeline.metricDeliveryDelay(),
    })) {
      new Alarm(stack, id, { metric, threshold: 1, evaluationPeriods: 1 });
    }
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 4);
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

describe('the metrics of a distribution', () => {
  const stack = new Stack(makeApp(), 'Site');
  const distribution = Distribution.fromDistributionAttributes(stack, 'Web', {
    distributionId: 'E1EXAMPLE',
    domainName: 'd111111abcdef8.cloudfront.net',
  });
  const pipeline = new RealtimeLogPipeline(stack, 'Logs');

  it('are the metrics that the consumer sends for it, or for one of its cache behaviors', () => {
    expect(pipeline.metricRequests({ distribution, behavior: '/images/*' })).toMatchObject({
      namespace: 'CloudFront/RealtimeLogs',
      metricName: 'Requests',
      dimensions: { Distribution: 'd111111abcdef8.cloudfront.net', CacheBehavior: '/images/*' },
    });
    const { errors } = pipeline.metricServerErrorRate({ distribution, minRequests: 10 }).usingMetrics;
    expect(errors).toMatchObject({ dimensions: { Distribution: 'd111111abcdef8.cloudfront.net' } });
  });

  it('require the distribution of a behavior', () => {
    expect(() => pipeline.metricRequests({ behavior: 'default' })).toThrow(
      "behavior: expected distribution to be set too, got only 'default'",
    );
  });
});

describe('a pipeline without props', () => {
  const stack = new Stack(makeApp(), 'Site');
  const logs = new RealtimeLogPipeline(stack, 'Web');
  const dashboard = new Dashboard(stack, 'Mine');
  logs.addWidgets(dashboard);
  const ownTopic = new Topic(stack, 'OnCall');
  logs.alarms.serverErrorRate?.addAlarmAction(new SnsAction(ownTopic));
  const template = Template.fromStack(stack);

  it('is named after its path, so that two pipelines have different names', () => {
    expect(logs.pipelineName).toBe('site-web');
    expect(new RealtimeLogPipeline(new Stack(makeApp(), 'Site2'), 'Web').pipelineName).toBe('site2-web');
    template.hasResourceProperties('AWS::Glue::Database', { DatabaseInput: { Name: 'site_web' } });
  });

  it('has a name of at most 63 characters that starts with a letter, regardless of its path', () => {
    const names = [
      new Stack(makeApp(), `Long${'-stack'.repeat(14)}`),
      new Stack(makeApp(), 'A', { stackName: 'A' }),
    ].map((one) => defaultNameOf(new Construct(one, '1 Lögs')));
    expect(names[1]).toBe('a-1-l-gs');
    expect(names[0]).toMatch(/^logs-[0-9a-f]{8}-stack[a-z0-9-]+-1-l-gs$/);
    expect(names[0].length).toBeLessThanOrEqual(63);
  });

  it('adds its graphs and alarms to a dashboard of the app', () => {
    const bodies = Object.values(template.findResources('AWS::CloudWatch::Dashboard')).map((one) =>
      JSON.stringify(one['Properties'].DashboardBody),
    );
    expect(bodies).toHaveLength(2);
    const titles = bodies.map((body) => body.match(/\\"title\\":\\"[^"]*/g)?.length);
    expect(titles[0]).toBe(titles[1]);
    expect(titles[0]).toBeGreaterThan(20);
  });

  it('lets the app add actions to its alarms', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'site-web Server error rate',
      AlarmActions: [
        { Ref: Match.stringLikeRegexp('AlarmTopic') },
        { Ref: stack.getLogicalId(ownTopic.node.defaultChild as never) },
      ],
    });
    expect(Object.keys(logs.alarms).toSorted()).toEqual(alarmNames.toSorted());
  });

  it('has properties for its resources', () => {
    const { realtimeLogConfig, stream, lake, failures, table, workgroup, consumer } = logs;
    for (const part of [realtimeLogConfig, stream, lake, failures, table, workgroup, consumer])
      expect(Stack.of(part)).toBe(stack);
  });
});

describe('fromName', () => {
  it('rejects a name that no pipeline can have', () => {
    expect(() => RealtimeLogPipeline.fromName(new Stack(), 'Other', 'Web Logs')).toThrow(
      'name: expected lowercase letters, digits, and hyphens, starting with a letter, at most 63 characters, got "Web Logs"',
    );
  });

  it('refers to the log configuration of a pipeline in another stack', () => {
    const stack = new Stack(makeApp(), 'Site');
    const known = RealtimeLogPipeline.fromName(stack, 'Known', 'web');
    expect(known.realtimeLogConfig.realtimeLogConfigArn).toBe(known.realtimeLogConfigArn);
    expect(known.realtimeLogConfigName).toBe('web');
    expect(stack.resolve(known.realtimeLogConfigArn)).toMatchObject({
      'Fn::Join': ['', expect.arrayContaining([':realtime-log-config/web'])],
    });
  });
});
