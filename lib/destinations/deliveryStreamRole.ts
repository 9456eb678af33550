import { Aws } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge, acknowledgeObjects } from '../acknowledge.ts';
import type { LogStream } from '../logStream.ts';
import { readSecrets } from '../readSecrets.ts';
import type { Destination } from '../settings/destinationOptions.ts';

/** Resources that a delivery stream may access. */
export interface DeliveryStreamRoleProps {
  readonly destination: Destination;
  readonly logStream: LogStream;
  readonly transformation: IFunction;
  readonly failures: Bucket;
  readonly errorPrefix: string;
  readonly logGroup: LogGroup;
}

/**
 * Creates the role of a delivery stream, with the permissions that the Firehose developer guide lists for the
 * destination's type ('Controlling access', November 2026). The policies are inline, because Firehose checks them when
 * the delivery stream is created.
 */
export function makeDeliveryStreamRole(scope: Construct, id: string, props: DeliveryStreamRoleProps): Role {
  const { destination, logStream, transformation, failures, errorPrefix, logGroup } = props;
  const deliveries = deliver(destination);
  const role = new Role(scope, id, {
    description: `Delivery stream of the destination ${destination.name}`,
    assumedBy: new ServicePrincipal('firehose.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: {
          'aws:SourceArn': `arn:${Aws.PARTITION}:firehose:${Aws.REGION}:${Aws.ACCOUNT_ID}:deliverystream/*`,
        },
      },
    }),
    inlinePolicies: {
      ReadStream: new PolicyDocument({ statements: readStream(logStream) }),
      Transform: new PolicyDocument({ statements: [transform(transformation)] }),
      SaveFailures: new PolicyDocument({ statements: writeBucket(failures.bucketArn, `${errorPrefix}*`) }),
      WriteLogs: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ['logs:PutLogEvents'], resources: [logGroup.logGroupArn] }),
        ],
      }),
      Deliver: new PolicyDocument({ statements: deliveries }),
    },
  });
  const named =
    'Firehose names objects and indices itself, below these prefixes; its guide prints the patterns.';
  acknowledgeObjects(role, failures, `${errorPrefix}*`, named);
  const patterns = deliveries
    .flatMap(({ resources }) => resources)
    .filter((resource) => resource.includes('*'));
  for (const pattern of new Set(patterns))
    acknowledge(role, `AwsSolutions-IAM5[Resource::${pattern}]`, named);
  return role;
}

function readStream({ stream, key }: LogStream): PolicyStatement[] {
  const read = new PolicyStatement({
    actions: [
      'kinesis:DescribeStream',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:ListShards',
    ],
    resources: [stream.streamArn],
  });
  if (!key) return [read];
  return [read, new PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn] })];
}

function transform(transformation: IFunction): PolicyStatement {
  return new PolicyStatement({
    actions: ['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'],
    resources: [transformation.functionArn, `${transformation.functionArn}:$LATEST`],
  });
}

function writeBucket(bucketArn: string, objects: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      resources: [bucketArn],
    }),
    new PolicyStatement({
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      resources: [`${bucketArn}/${objects}`],
    }),
  ];
}

function deliver(destination: Destination): PolicyStatement[] {
  switch (destination.type) {
    case 's3':
      return [
        ...writeBucket(destination.bucketArn, `${destination.name}/*`),
        new PolicyStatement({
          actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
          resources: [`${destination.bucketArn}/${destination.name}-errors/*`],
        }),
      ];
    case 'opensearch':
      return [...writeDomain(destination.domainArn, destination.index), ...joinVpc(destination.vpc)];
    case 'opensearch-serverless':
      return [
        new PolicyStatement({ actions: ['aoss:APIAccessAll'], resources: [destination.collectionArn] }),
        ...joinVpc(destination.vpc),
      ];
    case 'redshift':
    case 'splunk':
    case 'http':
      return readSecrets([{ secretArn: destination.secretArn, keyArn: destination.secretKeyArn }]);
  }
}

function writeDomain(domainArn: string, index: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: [
        'es:DescribeDomain',
        'es:DescribeDomainConfig',
        'es:DescribeDomains',
        'es:ESHttpPost',
        'es:ESHttpPut',
      ],
      resources: [domainArn, `${domainArn}/*`],
    }),
    new PolicyStatement({
      actions: ['es:ESHttpGet'],
      resources: [
        `${domainArn}/_all/_settings`,
        `${domainArn}/_cluster/stats`,
        `${domainArn}/${index}*/_mapping/*`,
        `${domainArn}/_nodes`,
        `${domainArn}/_nodes/stats`,
        `${domainArn}/_nodes/*/stats`,
        `${domainArn}/_stats`,
        `${domainArn}/${index}*/_stats`,
      ],
    }),
  ];
}

function joinVpc(vpc: object | undefined): PolicyStatement[] {
  if (vpc === undefined) return [];
  return [
    new PolicyStatement({
      actions: [
        'ec2:CreateNetworkInterface',
        'ec2:CreateNetworkInterfacePermission',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcAttribute',
        'ec2:DescribeVpcs',
      ],
      resources: ['*'],
    }),
  ];
}
