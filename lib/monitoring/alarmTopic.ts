import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';

/**
 * The topic that alarms are sent to: the one that is given, or one of its own. The latter has a key of its own,
 * since CloudWatch may not use the key `aws/sns` and would then drop alarms without a word (CloudWatch user guide,
 * 'Notify users on alarm changes', November 2026).
 */
export function makeAlarmTopic(scope: Construct, id: string, settings: PipelineSettings): ITopic {
  if (settings.alarmTopicArn !== undefined) return Topic.fromTopicArn(scope, id, settings.alarmTopicArn);
  const alarms = 'cloudwatch.amazonaws.com';
  const alarmArns = Stack.of(scope).formatArn({
    service: 'cloudwatch',
    resource: 'alarm',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const key = new Key(scope, `${id}Key`, {
    description: `Alarms of ${settings.name}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsEncrypt',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal(alarms)],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
    }),
  );
  const topic = new Topic(scope, id, {
    displayName: `Alarms of ${settings.name}`.slice(0, 100),
    masterKey: key,
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsPublish',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal(alarms)],
      actions: ['sns:Publish'],
      conditions: { ArnLike: { 'aws:SourceArn': alarmArns } },
      resources: [topic.topicArn],
    }),
  );
  for (const address of settings.alarmEmails) topic.addSubscription(new EmailSubscription(address));
  return topic;
}
