import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { KnownLogConfiguration } from '../../lib/knownLogConfiguration.ts';
import { RealtimeLogPipeline } from '../../lib/realtimeLogPipeline.ts';
import type { PipelineOptions } from '../../lib/settings/pipelineOptions.ts';
import { exampleDestinations } from './destinations/examples.ts';
import { makeApp, type Resource, resourceOfType, resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

const attachTo: PipelineOptions['attachTo'] = [
  'E1EXAMPLE',
  { distributionId: 'E2EXAMPLE', behaviors: ['default', '/images/*'], replace: true },
];

function attachments(props: PipelineOptions): Record<string, Resource> {
  const found = Object.entries(resourcesOf(synthesize(props))).filter(([id]) =>
    id.startsWith('PipelineAttachments'),
  );
  return Object.fromEntries(found.map(([id, resource]) => [id.replace('PipelineAttachments', ''), resource]));
}

describe('attachments', () => {
  it('are custom resources, one for each distribution, created after the resources that read records', () => {
    const resources = attachments({ attachTo });
    const serviceToken = { 'Fn::GetAtt': [expect.stringContaining('AttachmentsFunction'), 'Arn'] };
    const arn = { 'Fn::GetAtt': ['PipelineLogConfiguration3037D56F', 'Arn'] };
    const found = Object.values(resources).filter(
      ({ Type }) => Type === 'Custom::LogConfigurationAttachment',
    );
    expect(found.map(({ Properties }) => Properties)).toEqual([
      {
        ServiceToken: serviceToken,
        ServiceTimeout: '960',
        LogConfigurationArn: arn,
        DistributionId: 'E1EXAMPLE',
        Behaviors: 'all',
        Replace: 'false',
      },
      {
        ServiceToken: serviceToken,
        ServiceTimeout: '960',
        LogConfigurationArn: arn,
        DistributionId: 'E2EXAMPLE',
        Behaviors: ['default', '/images/*'],
        Replace: 'true',
      },
    ]);
    for (const { DependsOn } of found) {
      expect(DependsOn).toEqual(
        expect.arrayContaining(['PipelineLayoutsConfirmed1D5E2556', 'PipelineStreamMapping5AFE84D5']),
      );
    }
  });

  it('are created after the compaction and the destinations, so that no records arrive if those fail', () => {
    const resources = resourcesOf(synthesize({ attachTo, destinations: exampleDestinations.slice(0, 1) }));
    const [{ DependsOn }] = Object.values(resources).filter(
      ({ Type }) => Type === 'Custom::LogConfigurationAttachment',
    );
    const others = Object.entries(resources).filter(([, { Type }]) =>
      [
        'AWS::KinesisFirehose::DeliveryStream',
        'AWS::StepFunctions::StateMachine',
        'Custom::CompactionStart',
      ].includes(Type),
    );
    expect(others).toHaveLength(3);
    expect(DependsOn).toEqual(expect.arrayContaining(others.map(([id]) => id)));
  });

  it('have a policy each, which is deleted after the custom resource that needs it to detach', () => {
    const resources = attachments({ attachTo });
    const policies = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::IAM::Policy');
    expect(policies.map(([, { Properties }]) => Properties['PolicyDocument'])).toEqual(
      ['E1EXAMPLE', 'E2EXAMPLE'].map((id) => ({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['cloudfront:GetDistribution', 'cloudfront:UpdateDistribution'],
            Resource: {
              'Fn::Join': [
                '',
                [
                  'arn:',
                  { Ref: 'AWS::Partition' },
                  ':cloudfront::',
                  { Ref: 'AWS::AccountId' },
                  `:distribution/${id}`,
                ],
              ],
            },
          },
        ],
      })),
    );
    const dependencies = Object.values(resources).flatMap(({ Type, DependsOn = [] }) =>
      Type === 'Custom::LogConfigurationAttachment' ? [DependsOn] : [],
    );
    for (const [index, [id]] of policies.entries()) {
      expect(dependencies[index]).toContain(`PipelineAttachments${id}`);
    }
  });

  it('remain the same resources when other distributions are added', () => {
    const ids = (props: PipelineOptions) => Object.keys(attachments(props));
    const both = ids({ attachTo });
    expect(both).toEqual(expect.arrayContaining(ids({ attachTo: ['E2EXAMPLE'] })));
    expect(ids({ attachTo: attachTo.toReversed() }).toSorted()).toEqual(both.toSorted());
  });

  it('have further permissions if attachPermissions is set', () => {
    const permission = {
      actions: ['lambda:GetFunction'],
      resources: ['arn:aws:lambda:us-east-1:111122223333:function:a:1'],
    };
    const resources = attachments({ attachTo, attachPermissions: [permission] });
    const role = Object.values(resources).find(({ Type }) => Type === 'AWS::IAM::Role');
    expect(role?.Properties['Policies']).toContainEqual({
      PolicyName: 'FurtherPermissions',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: permission.actions[0], Resource: permission.resources[0] }],
      },
    });
  });

  it('add no resources if attachTo is empty', () => {
    expect(attachments({})).toEqual({});
  });

  it('refer to the log configuration by its ARN, so that they are updated before an old log configuration is deleted', () => {
    const { Properties } = resourceOfType(
      synthesize({ name: 'renamed', attachTo: ['E1EXAMPLE'] }),
      'Custom::LogConfigurationAttachment',
    );
    expect(Properties['LogConfigurationArn']).toEqual({
      'Fn::GetAtt': ['PipelineLogConfiguration3037D56F', 'Arn'],
    });
  });
});

describe('a distribution ID that is known only at deployment', () => {
  const stack = new Stack(makeApp(), 'Logs');
  const parameter = new CfnParameter(stack, 'DistributionId');
  new RealtimeLogPipeline(stack, 'Pipeline', { attachTo: [{ distributionId: parameter.valueAsString }] });
  const resources = resourcesOf(Template.fromStack(stack));
  const idOf = (type: string) =>
    Object.keys(resources).find((id) => resources[id].Type === type && id.includes('Attachments')) as string;

  it('has a custom resource that detaches before the policy changes to the new distribution', () => {
    const departure = idOf('Custom::LogConfigurationDeparture');
    const policy = idOf('AWS::IAM::Policy');
    expect(resources[departure].Properties).toMatchObject({
      DistributionId: { Ref: 'DistributionId' },
      Departs: 'true',
    });
    expect(resources[departure].DependsOn ?? []).not.toContain(policy);
    expect(resources[policy].DependsOn).toContain(departure);
    expect(resources[idOf('Custom::LogConfigurationAttachment')].DependsOn).toContain(policy);
  });
});

describe('the notes on replaced log configurations', () => {
  it('are deleted with the last attachment, before the bucket is emptied', () => {
    const { DependsOn } = resourceOfType(
      synthesize({ attachTo: ['E1EXAMPLE'], lakeRemoval: 'destroy' }),
      'Custom::LogConfigurationAttachment',
    );
    expect(DependsOn).toEqual(
      expect.arrayContaining(['PipelineLakeCA665B53', 'PipelineLakeAutoDeleteObjectsCustomResourceAD63CAF6']),
    );
  });
});

describe('a distribution of the app', () => {
  const behavior = { origin: new HttpOrigin('origin.example.com') };

  it('in the same stack can be used in attachTo', () => {
    const stack = new Stack(makeApp(), 'Site');
    const distribution = new Distribution(stack, 'Web', { defaultBehavior: behavior });
    new RealtimeLogPipeline(stack, 'Logs', { attachTo: [{ distributionId: distribution.distributionId }] });
    const { Properties } = resourceOfType(Template.fromStack(stack), 'Custom::LogConfigurationAttachment');
    expect(Properties['DistributionId']).toEqual({
      Ref: stack.getLogicalId(distribution.node.defaultChild as never),
    });
    Annotations.fromStack(stack).hasWarning(
      '/Site/Logs',
      Match.stringLikeRegexp('attachTo: Site/Web/Resource is created in this app'),
    );
  });

  it('in another stack refers to the log configuration by its name, without a dependency between the stacks', () => {
    const app = makeApp();
    const stack = new Stack(app, 'Site');
    new Distribution(stack, 'Web', {
      defaultBehavior: {
        ...behavior,
        realtimeLogConfig: new KnownLogConfiguration(stack, 'Logs', 'cloudfront-realtime-logs'),
      },
    });
    const template = Template.fromStack(stack);
    expect(Object.keys(resourcesOf(template))).toHaveLength(1);
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        DefaultCacheBehavior: {
          RealtimeLogConfigArn: {
            'Fn::Join': [
              '',
              [
                'arn:',
                { Ref: 'AWS::Partition' },
                ':cloudfront::',
                { Ref: 'AWS::AccountId' },
                ':realtime-log-config/cloudfront-realtime-logs',
              ],
            ],
          },
        },
      },
    });
  });
});
