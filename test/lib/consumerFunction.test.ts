import { readConsumerSettings } from '../../core/consumerSettings.ts';
import type { Environment } from '../../core/variables.ts';
import { consumerEnvironment } from '../../lib/consumerEnvironment.ts';
import { resolveSettings } from '../../lib/settings/pipelineSettings.ts';
import { resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

const lake = 'PipelineLakeCA665B53';
const failures = 'PipelineFailuresCC431073';
const logs = 'PipelineConsumerLogs7A22274D';

function arn(bucket: string, objects: string) {
  return { 'Fn::Join': ['', [{ 'Fn::GetAtt': [bucket, 'Arn'] }, objects]] };
}

function policies(template: ReturnType<typeof synthesize>) {
  const { Properties } = resourcesOf(template)['PipelineConsumerRole68913D11'];
  const list = Properties['Policies'] as { PolicyName: string; PolicyDocument: { Statement: object[] } }[];
  return Object.fromEntries(
    list.map(({ PolicyName, PolicyDocument }) => [PolicyName, PolicyDocument.Statement]),
  );
}

const readStream = {
  Effect: 'Allow',
  Action: [
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:ListShards',
  ],
  Resource: { 'Fn::GetAtt': ['PipelineLogStream99DD011D', 'Arn'] },
};

describe('consumer', () => {
  it('runs on Node.js 24 and arm64, with its own log', () => {
    const {
      Code: _,
      Environment: __,
      ...properties
    } = resourcesOf(synthesize())['PipelineConsumerFunctionB31FCB30'].Properties;
    expect(properties).toEqual({
      Description: 'Real-time log records of cloudfront-realtime-logs to Parquet and metrics',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: 1769,
      Timeout: 60,
      Role: { 'Fn::GetAtt': ['PipelineConsumerRole68913D11', 'Arn'] },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: logs } },
    });
  });

  it('keeps its logs for a month, and deletes them with the stack', () => {
    expect(resourcesOf(synthesize())[logs]).toEqual({
      Type: 'AWS::Logs::LogGroup',
      Properties: { RetentionInDays: 30 },
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    });
  });

  it('has only the environment variables that it needs', () => {
    expect(resourcesOf(synthesize())['PipelineConsumerFunctionB31FCB30'].Properties['Environment']).toEqual({
      Variables: {
        PIPELINE_NAME: 'cloudfront-realtime-logs',
        LAKE_BUCKET: { Ref: lake },
        SAMPLING_RATE: '100',
        COMPRESSION: 'zstd',
        METRIC_NAMESPACE: 'CloudFront/RealtimeLogs',
        METRIC_SERIES_LIMIT: '50',
        METRIC_SERIES: '[]',
        ADDITIONAL_METRICS: '[]',
        ADDRESSES: 'keep',
        COOKIES: 'drop',
        HEADERS: 'drop',
        URLS: 'drop',
        CUSTOM: 'keep',
      },
    });
  });

  it('has only the permissions that it needs', () => {
    expect(policies(synthesize())).toEqual({
      ReadStream: [readStream, { Effect: 'Allow', Action: 'kinesis:ListStreams', Resource: '*' }],
      WriteLake: [
        {
          Effect: 'Allow',
          Action: 's3:PutObject',
          Resource: [arn(lake, '/late/*'), arn(lake, '/quarantine/*'), arn(lake, '/raw/*')],
        },
        { Effect: 'Allow', Action: 's3:GetObject', Resource: arn(lake, '/config/layouts.json') },
      ],
      SendMetrics: [
        {
          Effect: 'Allow',
          Action: 'cloudwatch:PutMetricData',
          Resource: '*',
          Condition: { StringEquals: { 'cloudwatch:namespace': 'CloudFront/RealtimeLogs' } },
        },
      ],
      SaveFailures: [
        { Effect: 'Allow', Action: 's3:PutObject', Resource: arn(failures, '/aws/lambda/*') },
        { Effect: 'Allow', Action: 's3:ListBucket', Resource: { 'Fn::GetAtt': [failures, 'Arn'] } },
      ],
      WriteLogs: [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: { 'Fn::GetAtt': [logs, 'Arn'] },
        },
      ],
    });
  });

  it('may decrypt if the stream has a customer managed key', () => {
    const template = synthesize({ streamEncryption: 'customer-managed' });
    const keyId = Object.entries(resourcesOf(template)).find(([, { Type }]) => Type === 'AWS::KMS::Key')?.[0];
    expect(policies(template)['ReadStream']).toEqual([
      readStream,
      { Effect: 'Allow', Action: 'kinesis:ListStreams', Resource: '*' },
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: { 'Fn::GetAtt': [keyId, 'Arn'] } },
    ]);
  });

  it('may send metrics only to the configured namespace', () => {
    const [statement] = policies(synthesize({ metricNamespace: 'Web/Logs' }))['SendMetrics'];
    expect(statement).toMatchObject({ Condition: { StringEquals: { 'cloudwatch:namespace': 'Web/Logs' } } });
  });

  it('has a role that trusts Lambda', () => {
    const { AssumeRolePolicyDocument } = resourcesOf(synthesize())['PipelineConsumerRole68913D11'].Properties;
    expect(AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    });
  });
});

describe('hash key', () => {
  const secretOf = (template: ReturnType<typeof synthesize>) =>
    Object.entries(resourcesOf(template)).find(([, { Type }]) => Type === 'AWS::SecretsManager::Secret');

  it('is generated by Secrets Manager, and only the function may read it', () => {
    const template = synthesize({ addresses: 'hash' });
    const [id, secret] = secretOf(template) ?? [];
    expect(secret).toEqual({
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        Description: 'Hash key of the lake of cloudfront-realtime-logs',
        GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    const { Variables } = resourcesOf(template)['PipelineConsumerFunctionB31FCB30'].Properties[
      'Environment'
    ] as {
      Variables: object;
    };
    expect(Variables).toMatchObject({
      ADDRESSES: 'hash',
      HASH_KEY_SECRET: { Ref: id },
    });
    expect(policies(template)['ReadHashKey']).toEqual([
      { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: { Ref: id } },
    ]);
  });

  it.each(['addresses', 'cookies', 'headers', 'urls', 'custom'])('exists if %s are hashed', (option) => {
    expect(secretOf(synthesize({ [option]: 'hash' }))).toBeDefined();
  });

  it('does not exist if nothing is hashed', () => {
    expect(secretOf(synthesize())).toBeUndefined();
  });
});

describe('consumerEnvironment', () => {
  it('is parsed by the consumer to the same settings', () => {
    const settings = resolveSettings({
      name: 'video',
      samplingRate: 5,
      metricNamespace: 'Web/Logs',
      metricSeriesLimit: 7,
      metricSeries: ['d111111abcdef8.cloudfront.net /images/*'],
      compression: 'gzip',
      addresses: 'truncate',
      cookies: 'keep',
      headers: 'hash',
      urls: 'keep',
      custom: 'drop',
    });
    const environment: Environment = consumerEnvironment(settings, {
      lakeBucketName: 'lake',
      hashKeySecret: 'arn',
    });
    expect(readConsumerSettings(environment)).toEqual({
      pipelineName: 'video',
      lakeBucket: 'lake',
      samplingRate: 5,
      metricNamespace: 'Web/Logs',
      metricSeriesLimit: 7,
      metricSeries: ['d111111abcdef8.cloudfront.net /images/*'],
      additionalMetrics: [],
      compression: 'gzip',
      policy: {
        addresses: 'truncate',
        cookies: 'keep',
        headers: 'hash',
        urls: 'keep',
        custom: 'drop',
        hashKeySecret: 'arn',
      },
    });
  });

  it('is rejected by the construct if it does not fit into a function', () => {
    const redactNames = Array.from({ length: 64 }, (_, index) => `${index}${'x'.repeat(60)}`);
    expect(() => synthesize({ redactNames })).toThrow(
      /^redactNames: expected options that fit into the 4096 bytes of a function's environment, got \d+ bytes/,
    );
  });

  it('has only the additional permissions that the export of metrics needs', () => {
    const secret = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:otlp-AbCdEf';
    expect(policies(synthesize())['ExportMetrics']).toBeUndefined();
    expect(policies(synthesize({ metricExport: 'cloudwatch-otlp' }))['ExportMetrics']).toEqual([
      {
        Effect: 'Allow',
        Action: 'cloudwatch:PutMetricData',
        Resource: '*',
        Condition: { Null: { 'cloudwatch:namespace': 'true' } },
      },
    ]);
    const endpoint = 'https://otlp.example.com/v1/metrics';
    const exported = synthesize({ metricExport: { endpoint, headersSecretArn: secret } });
    expect(policies(exported)['ExportMetrics']).toEqual([
      { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secret },
    ]);
  });
});
