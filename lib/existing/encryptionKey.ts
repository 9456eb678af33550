import { Annotations, ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/**
 * Allows services to use the key given as `encryptionKey`: Kinesis for callers of the account, CloudWatch Logs for log
 * groups of the account, and CloudWatch alarms for the topic. The permissions of roles are in the roles' policies. The
 * CDK can't change the policy of an imported key, so a warning lists what it must allow.
 */
export function allowServices(scope: Construct, key: IKey): void {
  const results = servicesThatUse(scope).map((statement) => key.addToResourcePolicy(statement));
  if (results.some(({ statementAdded }) => !statementAdded)) {
    Annotations.of(scope).addWarningV2(
      'cloudfront-realtime-logs:imported-key',
      "encryptionKey: the CDK can't change the policy of an imported key. The policy must allow Kinesis, CloudWatch Logs, and " +
        'CloudWatch to use the key, as shown in docs/bring-your-own.md, or the deployment fails',
    );
  }
}

/** Returns the statements of a key policy that allow each service to use the key. */
function servicesThatUse(scope: Construct): PolicyStatement[] {
  const { region } = Stack.of(scope);
  const logGroups = Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return [
    kinesisUseStatement(region),
    new PolicyStatement({
      sid: 'LogGroupsEncrypt',
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
    }),
    alarmEncryptionStatement(),
  ];
}

/**
 * Returns the statement that allows all principals of the account to use a key through Kinesis, like the policy of the
 * key `aws/kinesis` (KMS developer guide, 'Key policies', kms:ViaService and kms:CallerAccount, November 2026). When the
 * encryption changes, CloudFormation updates the stream before the roles: if only the roles had permissions, CloudFront
 * could not write in between.
 */
export function kinesisUseStatement(region: string): PolicyStatement {
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

/** Returns the statement that lets alarms publish to a topic encrypted with a key. The key `aws/sns` doesn't allow it. */
export function alarmEncryptionStatement(): PolicyStatement {
  return new PolicyStatement({
    sid: 'AlarmsEncrypt',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
  });
}

/** Returns the permissions to read and write objects with a bucket's KMS key; none if the bucket has no such key. */
export function keyUseStatements({ encryptionKey }: IBucket): PolicyStatement[] {
  if (encryptionKey === undefined) return [];
  return [
    new PolicyStatement({
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [encryptionKey.keyArn],
    }),
  ];
}

/** Returns the permissions to read objects with a bucket's KMS key; none if the bucket has no such key. */
export function keyReadStatements({ encryptionKey }: IBucket): PolicyStatement[] {
  if (encryptionKey === undefined) return [];
  return [new PolicyStatement({ actions: ['kms:Decrypt'], resources: [encryptionKey.keyArn] })];
}
