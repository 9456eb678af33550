import type { PipelineOptions } from '../../lib/settings/pipelineOptions.ts';
import { resourcesOf, synthesize } from '../lib/synthesize.ts';
import { callsOfCode } from '../support/callsOfCode.ts';
import { listOf, type PlacedStatement, statementsOf } from '../support/policies.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('../lib/bundleStandIn.ts'));

/** A deployment with all optional parts. */
const everything: PipelineOptions = {
  streamEncryption: 'customer-managed',
  addresses: 'hash',
  attachTo: ['E2EXAMPLE'],
  alarmEmails: ['operator@example.com'],
  explanations: {
    chats: [{ type: 'slack', secretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:chat-AbCdEf' }],
  },
  metricExport: {
    endpoint: 'https://otlp.example.com/v1/metrics',
    headersSecretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:otlp-AbCdEf',
    classicMetrics: true,
  },
};
const template = synthesize(everything);
const statements = statementsOf(template);
const resources = resourcesOf(template);

/** Actions that Lambda itself performs with a function's role, from the Lambda developer guide. */
const ofLogs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const ofPoller = [
  'kinesis:DescribeStream',
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
  'kinesis:ListStreams',
  'kms:Decrypt',
];
const ofFailureBucket = ['s3:ListBucket', 's3:PutObject'];

/**
 * Without this permission, S3 returns the same error for a missing object as for an object without read
 * permission.
 */
const toTellMissing = ['s3:ListBucket'];

/** For each function's role, the function's entry file, and permissions that its code doesn't use directly. */
const functions: Readonly<Record<string, { readonly entry: string; readonly beside: readonly string[] }>> = {
  PipelineConsumerRole68913D11: {
    entry: 'lambda/consumer/index.ts',
    beside: [...ofLogs, ...ofPoller, ...ofFailureBucket],
  },
  PipelineLayoutsFunctionRoleF5030E79: {
    entry: 'lambda/layouts/index.ts',
    beside: [...ofLogs, ...toTellMissing],
  },
  PipelineAttachmentsFunctionRoleF87C601D: {
    entry: 'lambda/attachment/index.ts',
    beside: [...ofLogs, ...toTellMissing],
  },
  PipelineCompactionPlannerRole05C11DDE: {
    entry: 'lambda/compaction/index.ts',
    // Athena reads query results with the caller's permissions.
    beside: [...ofLogs, 's3:GetObject'],
  },
  PipelineExplanationsFunctionRoleDC813A82: {
    entry: 'lambda/explanation/index.ts',
    // Athena reads the table's files and writes results with the caller's permissions. Its topic is encrypted
    // with a key.
    beside: [
      ...ofLogs,
      ...toTellMissing,
      'glue:GetDatabase',
      'glue:GetPartitions',
      'glue:GetTable',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      's3:AbortMultipartUpload',
      's3:GetBucketLocation',
      's3:ListMultipartUploadParts',
    ],
  },
};

/** For the compaction's state machine and schedule, the allowed actions, and the service that uses the role. */
const services: Readonly<Record<string, { readonly service: string; readonly actions: readonly string[] }>> =
  {
    PipelineCompactionRoleB6FEF51E: {
      service: 'states.amazonaws.com',
      actions: [
        'athena:GetDataCatalog',
        'athena:GetQueryExecution',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
        'glue:CreateTable',
        'glue:GetDatabase',
        'glue:GetDatabases',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
        'glue:UpdateTable',
        'lambda:InvokeFunction',
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:GetBucketLocation',
        's3:GetObject',
        's3:ListBucket',
        's3:ListBucketMultipartUploads',
        's3:ListMultipartUploadParts',
        's3:PutObject',
      ],
    },
    PipelineCompactionScheduleRoleEC4980F1: {
      service: 'scheduler.amazonaws.com',
      actions: ['states:StartExecution'],
    },
  };

/** Actions that CloudFront performs with its role (CloudFront developer guide, 'Use real-time access logs'). */
const ofCloudFront = [
  'kinesis:DescribeStream',
  'kinesis:DescribeStreamSummary',
  'kinesis:PutRecord',
  'kinesis:PutRecords',
  'kms:GenerateDataKey',
];

function allowed(owner: string): string[] {
  const own = statements.filter(({ owner: id, statement }) => id === owner && statement.Effect === 'Allow');
  return [...new Set(own.flatMap(({ statement }) => listOf(statement.Action)))].toSorted();
}

const roles = Object.keys(resources).filter((id) => resources[id]?.Type === 'AWS::IAM::Role');
const functionRoles = Object.entries(functions);

describe('a role', () => {
  it.each(functionRoles)('may do exactly what its code, and Lambda for it, calls: %s', (role, {
    entry,
    beside,
  }) => {
    const calls = callsOfCode(entry);
    expect(calls.length).toBeGreaterThan(0);
    expect(allowed(role)).toEqual([...new Set([...calls, ...beside])].toSorted());
  });

  it('belongs to a function or to CloudFront, with the permissions in the guide', () => {
    const others = roles.filter((role) => !(role in functions) && !(role in services));
    expect(others).toEqual(['PipelineDeliveryRole087715C9']);
    expect(allowed(others[0])).toEqual(ofCloudFront);
  });

  it.each(Object.entries(services))('of the compaction may do what its statements need: %s', (role, {
    actions,
  }) => {
    expect(allowed(role)).toEqual(actions);
  });

  it('can be assumed only by its service, and the roles of CloudFront and the schedule only for this account', () => {
    const trusts = roles.map((role) => resources[role]?.Properties['AssumeRolePolicyDocument']);
    const trust = (service: string, condition: object = {}) => ({
      Version: '2012-10-17',
      Statement: [
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: service }, ...condition },
      ],
    });
    const account = { Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } };
    expect(trusts).toEqual(
      roles.map((role) => {
        if (role in functions) return trust('lambda.amazonaws.com');
        const service = services[role]?.service;
        return service === 'states.amazonaws.com'
          ? trust(service)
          : trust(service ?? 'cloudfront.amazonaws.com', account);
      }),
    );
  });

  it('has no AWS managed policy', () => {
    const managed = roles.filter((role) => resources[role]?.Properties['ManagedPolicyArns'] !== undefined);
    expect(managed).toEqual([]);
  });
});

const permissions = statements.filter(({ statement }) => statement.Effect === 'Allow');

/** Reasons why a statement needs all resources, or a wildcard in actions. */
const explained: Readonly<Record<string, string>> = {
  'cloudwatch:PutMetricData': 'It has no resources; a condition holds it to the namespace of the pipeline.',
  'kinesis:ListStreams': 'Listing has no resources; the mapping is refused without it.',
  'athena:ListDataCatalogs': 'Listing has no resources.',
  'athena:ListEngineVersions': 'Listing has no resources.',
  'athena:ListWorkGroups': 'Listing has no resources.',
};

/** In a key policy, `*` means the key itself, and its account must keep control of it. */
const ofKeys = (one: PlacedStatement) => one.type === 'AWS::KMS::Key';

describe('a permission', () => {
  it('lists its actions individually', () => {
    const several = permissions
      .filter((one) => !ofKeys(one))
      .flatMap(({ statement }) => listOf(statement.Action))
      .filter((action) => action.includes('*'));
    expect(several).toEqual([]);
  });

  it('applies to all resources only if AWS supports no other form', () => {
    const wide = permissions.filter((one) => !ofKeys(one) && listOf(one.statement.Resource).includes('*'));
    const actions = wide.flatMap(({ statement }) => listOf(statement.Action));
    expect(actions.toSorted()).toEqual(Object.keys(explained).toSorted());
    const metrics = wide.find(({ statement }) =>
      listOf(statement.Action).includes('cloudwatch:PutMetricData'),
    );
    expect(metrics?.statement.Condition).toEqual({
      StringEquals: { 'cloudwatch:namespace': 'CloudFront/RealtimeLogs' },
    });
  });

  it('uses wildcards in resources only below a fixed prefix of a bucket, or for executions of the compaction', () => {
    const patterns = permissions
      .filter((one) => !ofKeys(one))
      .flatMap(({ statement }) => listOf(statement.Resource))
      .map((resource) => JSON.stringify(resource))
      .filter((resource) => resource !== '"*"' && resource.includes('*'))
      .map((resource) => /"([^"]*\*)"/.exec(resource)?.[1]);
    expect([...new Set(patterns)].toSorted()).toEqual(
      [
        ':execution:cloudfront-realtime-logs-compaction:*',
        '/aws/lambda/*',
        '/compacted/*',
        '/config/replaced/*',
        '/hourly/*',
        '/late/*',
        '/quarantine/*',
        '/query-results/*',
        '/query-results/compaction/*',
        '/query-results/explanations/*',
        '/raw/*',
      ].toSorted(),
    );
  });

  it('for a key belongs to its account, to Kinesis for callers of the account, or to CloudWatch for the alarms', () => {
    const found = permissions.filter(ofKeys).map(({ statement }) => [statement.Principal, statement.Action]);
    const account = {
      AWS: {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']],
      },
    };
    expect(found).toEqual([
      [account, 'kms:*'],
      [{ AWS: '*' }, ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey']],
      [account, 'kms:*'],
      [{ Service: 'cloudwatch.amazonaws.com' }, ['kms:Decrypt', 'kms:GenerateDataKey*']],
    ]);
  });
});
