import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { alarmEncryptionStatement } from '../existing/encryptionKey.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';

/**
 * Returns the topic that receives alarms: the given topic, or a new one. A new topic is encrypted with a customer managed
 * key, because CloudWatch can't use the key `aws/sns` and would drop notifications silently (CloudWatch user guide,
 * 'Notify users on alarm changes', November 2026).
 */
export function makeAlarmTopic(scope: Construct, id: string, settings: PipelineSettings): ITopic {
  const { alarmTopic, encryptionKey } = settings.existing;
  if (alarmTopic !== undefined) return alarmTopic;
  const alarms = 'cloudwatch.amazonaws.com';
  const alarmArns = Stack.of(scope).formatArn({
    service: 'cloudwatch',
    resource: 'alarm',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const key = encryptionKey ?? makeTopicKey(scope, `${id}Key`, settings.name);
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

function makeTopicKey(scope: Construct, id: string, pipelineName: string): Key {
  const key = new Key(scope, id, {
    description: `Alarms of ${pipelineName}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  key.addToResourcePolicy(alarmEncryptionStatement());
  return key;
}
