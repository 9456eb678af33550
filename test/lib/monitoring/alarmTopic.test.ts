import type { Template } from 'aws-cdk-lib/assertions';
import { makeStack, resourcesOf, synthesize } from '../synthesize.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

const topicId = 'PipelineMonitoringAlarmTopic76A286BA';
const keyId = 'PipelineMonitoringAlarmTopicKeyE8718D48';
const typesOf = (template: Template) => Object.values(resourcesOf(template)).map(({ Type }) => Type);

describe('alarm topic', () => {
  it('is encrypted with a key that CloudWatch may use, because it would drop alarms silently otherwise', () => {
    const { [topicId]: topic, [keyId]: key } = resourcesOf(synthesize());
    expect(topic.Properties).toEqual({
      DisplayName: 'Alarms of cloudfront-realtime-logs',
      KmsMasterKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] },
    });
    expect(key.Properties).toMatchObject({ EnableKeyRotation: true });
    const { Statement } = key.Properties['KeyPolicy'] as { Statement: object[] };
    expect(Statement).toContainEqual({
      Sid: 'AlarmsEncrypt',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
    });
  });

  it('accepts only messages of alarms of the account, over TLS', () => {
    const { Statement } = resourcesOf(synthesize())['PipelineMonitoringAlarmTopicPolicy81665F60'].Properties[
      'PolicyDocument'
    ] as { Statement: object[] };
    expect(Statement).toEqual([
      {
        Sid: 'AllowPublishThroughSSLOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: { Ref: topicId },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'AlarmsPublish',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: topicId },
        Condition: {
          ArnLike: {
            'aws:SourceArn': {
              'Fn::Join': [
                '',
                [
                  'arn:',
                  { Ref: 'AWS::Partition' },
                  ':cloudwatch:',
                  { Ref: 'AWS::Region' },
                  ':',
                  { Ref: 'AWS::AccountId' },
                  ':alarm:*',
                ],
              ],
            },
          },
        },
      },
    ]);
  });

  it('sends to the configured addresses', () => {
    const alarmEmails = ['ops@example.com', 'web@example.com'];
    const subscriptions = Object.values(resourcesOf(synthesize({ alarmEmails }))).filter(
      ({ Type }) => Type === 'AWS::SNS::Subscription',
    );
    expect(subscriptions.map(({ Properties }) => Properties)).toEqual(
      alarmEmails.map((Endpoint) => ({ Endpoint, Protocol: 'email', TopicArn: { Ref: topicId } })),
    );
  });

  it('is not created if a topic is given', () => {
    const alarmTopicArn = 'arn:aws:sns:eu-central-1:123456789012:alarms';
    const template = synthesize({ alarmTopicArn });
    expect(typesOf(template).filter((type) => /SNS|KMS/.test(type))).toEqual([]);
    template.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [alarmTopicArn],
      OKActions: [alarmTopicArn],
    });
    expect(template.toJSON()['Outputs'].AlarmTopicArn.Value).toBe(alarmTopicArn);
  });

  it('is not created if there are no alarms', () => {
    const template = synthesize({ alarms: false });
    expect(typesOf(template).filter((type) => /SNS|KMS|Alarm/.test(type))).toEqual([]);
    expect(template.toJSON()['Outputs'].AlarmTopicArn).toBeUndefined();
  });

  it('is available to apps that use the pipeline', () => {
    expect(makeStack().pipeline.alarmTopic?.topicArn).toBeDefined();
    expect(makeStack({ alarms: false }).pipeline.alarmTopic).toBeUndefined();
  });
});
