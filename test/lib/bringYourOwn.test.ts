import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { allowServices } from '../../lib/existing/encryptionKey.ts';
import type { PipelineOptions } from '../../lib/settings/pipelineOptions.ts';
import { listOf, statementsOf } from '../support/policies.ts';
import { directDestinations, exampleDestinations } from './destinations/examples.ts';
import { makeApp, makeStack, type Resource, resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

const account = '123456789012';
const arn = (service: string, resource: string, region = 'eu-central-1') =>
  `arn:aws:${service}:${region}:${account}:${resource}`;
const key = arn('kms', 'key/1111-aaaa');
const streamArn = arn('kinesis', 'stream/given-stream');
const hashKeySecretArn = arn('secretsmanager', 'secret:hash-key-AbCdEf');
const permissionsBoundaryArn = arn('iam', 'policy/boundary', '');
const alarmTopicArn = arn('sns', 'alarms');

/** All options for existing resources together. */
const everything: PipelineOptions = {
  streamArn,
  streamKeyArn: arn('kms', 'key/2222-bbbb'),
  lakeBucketName: 'given-lake',
  lakePrefix: 'web/cf/',
  lakeKeyArn: arn('kms', 'key/3333-cccc'),
  databaseName: 'given_database',
  encryptionKeyArn: key,
  hashKeySecretArn,
  addresses: 'hash',
  alarmTopicArn,
  permissionsBoundaryArn,
  vpc: { subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1'] },
  accessLogBucketName: 'given-access-logs',
  logRetentionDays: 365,
  memoryMegabytes: 3008,
  architecture: 'x86_64',
  reservedConcurrency: 8,
  attachTo: ['E1EXAMPLE'],
  destinations: [exampleDestinations[0], directDestinations[0]],
  terminationProtection: true,
};
const template = synthesize(everything);
const statements = statementsOf(template);

/** The default resources with a given key. */
const encrypted = synthesize({ encryptionKeyArn: key, addresses: 'hash' });

interface Conditions {
  readonly StringLike?: { readonly 's3:prefix'?: string | readonly string[] };
}

function ofType(from: Template, type: string): Record<string, Resource> {
  return Object.fromEntries(Object.entries(resourcesOf(from)).filter(([, { Type }]) => Type === type));
}

const properties = (from: Template, type: string) =>
  Object.values(ofType(from, type)).map(({ Properties }) => Properties);

/** Returns the roles with a permission for a resource, by the start of their IDs. */
function rolesThat(action: string, resource: unknown): string[] {
  const found = statements.filter(
    ({ statement }) =>
      listOf(statement.Action).includes(action) &&
      listOf(statement.Resource).some((one) => JSON.stringify(one) === JSON.stringify(resource)),
  );
  return [...new Set(found.map(({ owner }) => owner.replace(/^Pipeline|[0-9A-F]{8}$/g, '')))].toSorted();
}

const functionsOfData = [
  'CompactionPlanner',
  'Consumer',
  'DestinationsfilesTransformation',
  'DestinationssearchDirectDelivery',
];

describe('a pipeline with resources of the app', () => {
  it('creates no stream, lake, database, secret, topic, or key', () => {
    const types = Object.values(resourcesOf(template)).map(({ Type }) => Type);
    for (const type of [
      'Kinesis::Stream',
      'Glue::Database',
      'SecretsManager::Secret',
      'SNS::Topic',
      'KMS::Key',
    ])
      expect(types).not.toContain(`AWS::${type}`);
    expect(Object.keys(ofType(template, 'AWS::S3::Bucket'))).toEqual([
      'PipelineFailuresCC431073',
      'PipelineDestinationsDirectFailures8F9E5BCC',
    ]);
  });

  it('lets CloudFront write to the given stream, and reads it', () => {
    const [configuration] = properties(template, 'AWS::CloudFront::RealtimeLogConfig');
    expect(configuration['EndPoints']).toMatchObject([{ KinesisStreamConfig: { StreamArn: streamArn } }]);
    const sources = properties(template, 'AWS::Lambda::EventSourceMapping').map(
      (one) => one['EventSourceArn'],
    );
    expect(sources).toEqual([streamArn, streamArn]);
    expect(rolesThat('kinesis:PutRecords', streamArn)).toEqual(['DeliveryRole']);
    expect(rolesThat('kms:GenerateDataKey', everything.streamKeyArn)).toEqual(['DeliveryRole']);
    expect(rolesThat('kms:Decrypt', everything.streamKeyArn)).toEqual([
      'ConsumerRole',
      'DestinationsfilesRole',
      'DestinationssearchDirectDeliveryRole',
    ]);
  });

  it('stores files and tables in the given bucket and database', () => {
    const [consumer] = properties(template, 'AWS::Lambda::Function').filter(
      ({ MemorySize }) => MemorySize === 3008,
    );
    expect(consumer['Environment']).toMatchObject({ Variables: { LAKE_BUCKET: 'given-lake/web/cf' } });
    const [table] = properties(template, 'AWS::Glue::Table');
    expect(table).toMatchObject({
      DatabaseName: 'given_database',
      TableInput: { StorageDescriptor: { Location: 's3://given-lake/web/cf/raw/' } },
    });
    expect(rolesThat('kms:GenerateDataKey', everything.lakeKeyArn)).toEqual([
      'AttachmentsFunctionRole',
      'CompactionPlannerRole',
      'CompactionRole',
      'ConsumerRole',
      'LakeReaders',
      'LayoutsFunctionRole',
    ]);
    for (const { WorkGroupConfiguration } of properties(template, 'AWS::Athena::WorkGroup'))
      expect(WorkGroupConfiguration).toMatchObject({
        ResultConfiguration: {
          EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: everything.lakeKeyArn },
        },
      });
  });

  it('reaches nothing of the bucket but what is below the prefix', () => {
    const mentions = [...JSON.stringify(resourcesOf(template)).matchAll(/given-lake([^"\\,]*)/g)].map(
      ([, path = '']) => path,
    );
    expect(mentions.filter((path) => path !== '' && !/^\/web\/cf(\/|$)/.test(path))).toEqual([]);
    expect(mentions.filter((path) => path.startsWith('/web/cf/raw/')).length).toBeGreaterThan(3);
    const listed = statements.flatMap(({ statement }) =>
      listOf((statement.Condition as Conditions | undefined)?.StringLike?.['s3:prefix']),
    );
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((pattern) => !String(pattern).startsWith('web/cf/'))).toEqual([]);
  });

  it('lets only the functions that process records read the hash key from the secret', () => {
    const readers = [
      'ConsumerRole',
      'DestinationsfilesTransformationRole',
      'DestinationssearchDirectDeliveryRole',
    ];
    expect(rolesThat('secretsmanager:GetSecretValue', hashKeySecretArn)).toEqual(readers);
    const environments = properties(template, 'AWS::Lambda::Function').map((one) =>
      JSON.stringify(one['Environment']),
    );
    expect(
      environments.filter((text) => text.includes(`"HASH_KEY_SECRET":"${hashKeySecretArn}"`)),
    ).toHaveLength(3);
    expect(environments.filter((text) => text.includes('"HASH_KEY"'))).toEqual([]);
  });

  it('sends alarms to the given topic', () => {
    const actions = properties(template, 'AWS::CloudWatch::Alarm').flatMap((alarm) => alarm['AlarmActions']);
    expect(new Set(actions)).toEqual(new Set([alarmTopicArn]));
  });

  it('sets the permissions boundary on every role', () => {
    const boundaries = properties(template, 'AWS::IAM::Role').map((role) => role['PermissionsBoundary']);
    expect(boundaries.length).toBeGreaterThan(9);
    expect(new Set(boundaries)).toEqual(new Set([permissionsBoundaryArn]));
  });

  it('runs functions in the VPC, except those that call CloudFront, whose API has no VPC endpoint', () => {
    const inside = Object.entries(ofType(template, 'AWS::Lambda::Function')).filter(
      ([, { Properties }]) => Properties['VpcConfig'] !== undefined,
    );
    const roles = inside.map(([id]) => id.replace(/^Pipeline|Function[0-9A-F]{8}$/g, ''));
    expect(roles.toSorted()).toEqual(functionsOfData);
    expect(rolesThat('ec2:CreateNetworkInterface', '*')).toEqual(
      functionsOfData.map((role) => `${role}Role`),
    );
    for (const [, { Properties }] of inside)
      expect(Properties['VpcConfig']).toEqual({
        SubnetIds: ['subnet-1', 'subnet-2'],
        SecurityGroupIds: ['sg-1'],
      });
  });

  it('enables access logs of the buckets that it creates', () => {
    expect(properties(template, 'AWS::S3::Bucket').map((bucket) => bucket['LoggingConfiguration'])).toEqual(
      ['failures', 'direct-failures'].map((part) => ({
        DestinationBucketName: 'given-access-logs',
        LogFilePrefix: `cloudfront-realtime-logs/${part}/`,
      })),
    );
  });

  it('applies the options of functions and logs', () => {
    const functions = properties(template, 'AWS::Lambda::Function');
    expect(new Set(functions.map(({ Architectures }) => String(Architectures)))).toEqual(new Set(['x86_64']));
    expect(functions.map((one) => one['ReservedConcurrentExecutions']).filter(Boolean)).toEqual([8]);
    const logGroups = properties(template, 'AWS::Logs::LogGroup');
    expect(logGroups.length).toBeGreaterThan(5);
    for (const logs of logGroups) expect(logs).toMatchObject({ RetentionInDays: 365, KmsKeyId: key });
  });

  it('can have termination protection', () => {
    expect(makeStack(everything).terminationProtection).toBe(true);
    expect(makeStack().terminationProtection).toBe(false);
  });
});

describe('a pipeline with one key', () => {
  it('encrypts stream, lake, results, log groups, topic, and secret with it', () => {
    const [stream] = properties(encrypted, 'AWS::Kinesis::Stream');
    expect(stream['StreamEncryption']).toEqual({ EncryptionType: 'KMS', KeyId: key });
    const lake = resourcesOf(encrypted)['PipelineLakeCA665B53'].Properties;
    expect(lake['BucketEncryption']).toEqual({
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { KMSMasterKeyID: key, SSEAlgorithm: 'aws:kms' },
        },
      ],
    });
    expect(JSON.stringify(properties(encrypted, 'AWS::Athena::WorkGroup'))).not.toContain('SSE_S3');
    expect(new Set(properties(encrypted, 'AWS::Logs::LogGroup').map((logs) => logs['KmsKeyId']))).toEqual(
      new Set([key]),
    );
    expect(properties(encrypted, 'AWS::SNS::Topic')).toMatchObject([{ KmsMasterKeyId: key }]);
    expect(properties(encrypted, 'AWS::SecretsManager::Secret')).toMatchObject([{ KmsKeyId: key }]);
    encrypted.resourceCountIs('AWS::KMS::Key', 0);
  });

  it('encrypts the failure bucket with a key of S3, so that no key policy can cause the loss of a batch', () => {
    expect(resourcesOf(encrypted)['PipelineFailuresCC431073'].Properties['BucketEncryption']).toMatchObject({
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    });
  });

  it('allows services to use a key of the app, and warns if the key is imported and its policy cannot change', () => {
    const stack = new Stack(makeApp(), 'Site');
    const warning = Match.stringLikeRegexp("can't change the policy of an imported key");
    allowServices(stack, new Key(stack, 'Key'));
    Annotations.fromStack(stack).hasNoWarning('*', warning);
    const sids = statementsOf(Template.fromStack(stack)).map(({ statement }) => statement.Sid);
    expect(sids).toEqual([undefined, 'UseThroughKinesis', 'LogGroupsEncrypt', 'AlarmsEncrypt']);
    allowServices(stack, Key.fromKeyArn(stack, 'Imported', key));
    Annotations.fromStack(stack).hasWarning('*', warning);
  });
});
