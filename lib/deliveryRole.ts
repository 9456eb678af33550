import { Aws } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { LogStream } from './logStream.ts';

/**
 * Creates the role with which CloudFront writes to the stream. Its trust policy and permissions are from the CloudFront
 * developer guide ('Use real-time logs', IAM role, April 2026). The policies are inline, so that the role already has
 * its permissions when it is first used.
 */
export function makeDeliveryRole(scope: Construct, id: string, { stream, key }: LogStream): Role {
  const statements = [
    new PolicyStatement({
      actions: [
        'kinesis:DescribeStreamSummary',
        'kinesis:DescribeStream',
        'kinesis:PutRecord',
        'kinesis:PutRecords',
      ],
      resources: [stream.streamArn],
    }),
  ];
  if (key)
    statements.push(new PolicyStatement({ actions: ['kms:GenerateDataKey'], resources: [key.keyArn] }));
  return new Role(scope, id, {
    description: 'CloudFront writes real-time log records into the stream',
    assumedBy: new ServicePrincipal('cloudfront.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
    inlinePolicies: { WriteToStream: new PolicyDocument({ statements }) },
  });
}
