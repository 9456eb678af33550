import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { readExplanationSettings } from '../../../core/insight/alarms/explanationSettings.ts';
import { AlarmChat } from '../../../lib/props/explanations.ts';
import { RealtimeLogsStack } from '../../../lib/realtimeLogsStack.ts';
import { ConfigurationError } from '../../../lib/settings/configurationError.ts';
import type { PipelineOptions } from '../../../lib/settings/pipelineOptions.ts';
import { resolveSettings } from '../../../lib/settings/pipelineSettings.ts';
import { makeApp, type Resource, resourcesOf, synthesize } from '../synthesize.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

const alarmTopicArn = 'arn:aws:sns:eu-central-1:123456789012:alarms';
const topicKeyArn = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat-AbCdEf';

const secretKeyArn = 'arn:aws:kms:eu-central-1:123456789012:key/66666666-7777-8888-9999-000000000000';

/** An existing topic that is encrypted with a customer managed key. */
const ofOthers: PipelineOptions = {
  alarmTopicArn,
  fields: ['timestamp', 'sc-status', 'c-country', 'x-host-header', 'cs-cookie'],
  samplingRate: 50,
  explanations: {
    topicKeyArn,
    chats: [{ type: 'teams', secretArn, keyArn: secretKeyArn }],
    scanLimitGigabytes: 0.5,
    maxPerHour: 2,
  },
};

function partsOf(props: PipelineOptions): [id: string, resource: Resource][] {
  return Object.entries(resourcesOf(synthesize(props))).filter(([id]) =>
    id.startsWith('PipelineExplanations'),
  );
}

function partOfType(props: PipelineOptions, type: string): Record<string, unknown> {
  const found = partsOf(props).filter(([, { Type }]) => Type === type);
  expect(found).toHaveLength(1);
  return found[0]?.[1].Properties ?? {};
}

/** Returns the actions of a policy by resource, as JSON. */
function permissionsOf(props: PipelineOptions): Record<string, string[]> {
  const { Policies } = partOfType(props, 'AWS::IAM::Role') as {
    Policies: { PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] } }[];
  };
  const statements = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  return Object.fromEntries(
    statements.map(({ Action, Resource }) => [JSON.stringify(Resource), [Action].flat()]),
  );
}

describe('the function that explains alarms', () => {
  it('does not exist by default', () => {
    expect(partsOf({})).toEqual([]);
  });

  it.each([[ofOthers], [{ explanations: {} }]])('receives only raised alarms: %#', (props) => {
    const { FilterPolicy, FilterPolicyScope, Protocol, TopicArn } = partOfType(
      props,
      'AWS::SNS::Subscription',
    );
    expect([FilterPolicyScope, Protocol]).toEqual(['MessageBody', 'lambda']);
    expect(TopicArn).toEqual(
      props === ofOthers ? alarmTopicArn : { Ref: 'PipelineMonitoringAlarmTopic76A286BA' },
    );
    expect(FilterPolicy).toEqual({
      AlarmName: [
        { prefix: 'cloudfront-realtime-logs Server error rate' },
        { prefix: 'cloudfront-realtime-logs Cache hit ratio' },
        { prefix: 'cloudfront-realtime-logs Availability fast burn' },
        { prefix: 'cloudfront-realtime-logs Availability slow burn' },
        { prefix: 'cloudfront-realtime-logs Latency fast burn' },
        { prefix: 'cloudfront-realtime-logs Latency slow burn' },
      ],
      NewStateValue: ['ALARM'],
    });
    expect(partOfType(props, 'AWS::Lambda::Permission')).toMatchObject({
      Action: 'lambda:InvokeFunction',
      Principal: 'sns.amazonaws.com',
      SourceArn: TopicArn,
    });
  });

  it('is not retried, because a retry would find the alarm recorded as explained', () => {
    expect(partOfType(ofOthers, 'AWS::Lambda::EventInvokeConfig')).toMatchObject({ MaximumRetryAttempts: 0 });
  });

  it('has its settings, including the logged fields that explanations use', () => {
    const { Environment } = partOfType(ofOthers, 'AWS::Lambda::Function') as {
      Environment: { Variables: Record<string, string> };
    };
    const texts = Object.fromEntries(
      Object.entries(Environment.Variables).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
    expect(readExplanationSettings(texts)).toMatchObject({
      pipelineName: 'cloudfront-realtime-logs',
      topicArn: alarmTopicArn,
      chats: [{ type: 'teams', secretArn }],
      logged: ['timestamp', 'sc-status', 'c-country'],
      samplingRate: 50,
      scanMegabytes: 500,
      maxPerHour: 2,
    });
    expect(texts['DASHBOARD_URL']).toContain('#dashboards/dashboard/cloudfront-realtime-logs');
  });

  it('may query only the raw table, up to its limit', () => {
    expect(partOfType(ofOthers, 'AWS::Athena::WorkGroup')).toMatchObject({
      Name: 'cloudfront-realtime-logs-explanations',
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        BytesScannedCutoffPerQuery: 500_000_000,
      },
    });
    const glue = Object.entries(permissionsOf(ofOthers)).find(([, [action]]) => action?.startsWith('glue:'));
    expect(glue?.[0].match(/\/requests\w*/g)).toEqual(['/requests_raw']);
    expect(JSON.stringify(permissionsOf(ofOthers))).not.toContain('compacted/');
  });

  it("may use the topic's key, new or given, and the secrets of its chats with their keys", () => {
    const ofKey = ['kms:Decrypt', 'kms:GenerateDataKey'];
    expect(permissionsOf(ofOthers)).toMatchObject({
      [JSON.stringify(alarmTopicArn)]: ['sns:Publish'],
      [JSON.stringify(topicKeyArn)]: ofKey,
      [JSON.stringify(secretArn)]: ['secretsmanager:GetSecretValue'],
      [JSON.stringify(secretKeyArn)]: ['kms:Decrypt'],
    });
    const own = JSON.stringify({ 'Fn::GetAtt': ['PipelineMonitoringAlarmTopicKeyE8718D48', 'Arn'] });
    expect(permissionsOf({ explanations: {} })).toMatchObject({ [own]: ofKey });
  });
});

describe('a chat', () => {
  it("names the key of its secret, if that is the user's", () => {
    const stack = new Stack();
    const encryptionKey = Key.fromKeyArn(stack, 'Key', secretKeyArn);
    const secret = Secret.fromSecretAttributes(stack, 'Secret', {
      secretCompleteArn: secretArn,
      encryptionKey,
    });
    const plain = Secret.fromSecretCompleteArn(stack, 'Plain', secretArn);
    expect([AlarmChat.slack(secret), AlarmChat.webhook(plain)].map(({ _chat }) => _chat)).toEqual([
      { type: 'slack', secretArn, keyArn: secretKeyArn },
      { type: 'webhook', secretArn },
    ]);
  });
});

describe('the option explanations', () => {
  it.each([
    [{ explanations: { email: false } }],
    [{ explanations: { chats: [{ type: 'irc', secretArn }] } }],
    [{ explanations: { chats: [{ type: 'slack', secretArn, keyArn: 'alias/mine' }] } }],
    [{ explanations: { chats: [{ type: 'slack', secretArn: 'https://hooks.example.com/secret' }] } }],
    [{ explanations: { maxPerHour: 0 } }],
    [{ explanations: true }],
    [{ explanations: {}, alarms: false }],
    [{ explanations: { topicKeyArn } }],
  ])('rejects %j', (props) => {
    expect(() => resolveSettings(props as PipelineOptions)).toThrow(ConfigurationError);
  });

  it('has defaults for all members', () => {
    expect(resolveSettings({ explanations: {} }).explanations).toEqual({
      email: true,
      chats: [],
      scanLimitGigabytes: 1,
      maxPerHour: 4,
    });
  });
});

it("an explanation links to China's console in China", () => {
  const urlIn = (region: string) => {
    const env = { account: '123456789012', region };
    const stack = new RealtimeLogsStack(makeApp(), 'logs', { explanations: {} }, { env });
    const functions = Template.fromStack(stack).findResources('AWS::Lambda::Function');
    return Object.values(functions).flatMap(
      ({ Properties }) => Properties.Environment?.Variables?.['DASHBOARD_URL'] ?? [],
    );
  };
  expect(JSON.stringify(urlIn('cn-north-1'))).toContain('.console.amazonaws.cn/cloudwatch/');
  expect(JSON.stringify(urlIn('eu-west-1'))).toContain('.console.aws.amazon.com/cloudwatch/');
});
