import { Annotations, ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/**
 * Lets the services that work with a key of the app's own use it: Kinesis for callers of the account, CloudWatch Logs
 * for log groups of the account, and CloudWatch alarms for the topic. Roles have their permissions in their own
 * policies. The policy of a key that is imported can't be changed, so a warning says what it needs.
 */
export function letServicesUse(scope: Construct, key: IKey): void {
  const results = servicesThatUse(scope).map((statement) => key.addToResourcePolicy(statement));
  if (results.some(({ statementAdded }) => !statementAdded)) {
    Annotations.of(scope).addWarningV2(
      'cloudfront-realtime-logs:imported-key',
      'encryptionKey: the policy of an imported key stays as it is; it has to let Kinesis, CloudWatch Logs and CloudWatch use ' +
        'the key, as docs/bring-your-own.md prints it, or the deployment fails',
    );
  }
}

/** Statements of a key's policy without which a service can't use it, with what they are for. */
function servicesThatUse(scope: Construct): PolicyStatement[] {
  const { region } = Stack.of(scope);
  const logGroups = Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return [
    useThroughKinesis(region),
    new PolicyStatement({
      sid: 'LogGroupsEncrypt',
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
    }),
    letAlarmsEncrypt(),
  ];
}

/**
 * Lets everyone in the account whom Kinesis lets read or write use a key, as the `aws/kinesis` key may be used (KMS
 * developer guide, 'Key policies', kms:ViaService and kms:CallerAccount, November 2026). When the encryption changes,
 * CloudFormation updates the stream before the roles: with permissions in the roles alone, CloudFront could not write
 * in between.
 */
export function useThroughKinesis(region: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'UseThroughKinesis',
    principals: [new AnyPrincipal()],
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: {
      StringEquals: {
        'kms:CallerAccount': Aws.ACCOUNT_ID,
        'kms:ViaService': `kinesis.${region}.amazonaws.com`,
      },
    },
  });
}

/** Lets alarms write into a topic with this key, which they may not with the key `aws/sns`. */
export function letAlarmsEncrypt(): PolicyStatement {
  return new PolicyStatement({
    sid: 'AlarmsEncrypt',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
  });
}

/** What a role needs to read and write the objects of a bucket that has a key of its own; none otherwise. */
export function useKeyOf({ encryptionKey }: IBucket): PolicyStatement[] {
  if (encryptionKey === undefined) return [];
  return [
    new PolicyStatement({
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [encryptionKey.keyArn],
    }),
  ];
}

/** What a role needs to read the objects of a bucket that has a key of its own; none otherwise. */
export function readWithKeyOf({ encryptionKey }: IBucket): PolicyStatement[] {
  if (encryptionKey === undefined) return [];
  return [new PolicyStatement({ actions: ['kms:Decrypt'], resources: [encryptionKey.keyArn] })];
}
