import { resourceOfType, resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

describe('LogStream', () => {
  it('has the estimated number of shards, a retention of a day, and the key aws/kinesis', () => {
    expect(resourceOfType(synthesize(), 'AWS::Kinesis::Stream')).toEqual({
      Type: 'AWS::Kinesis::Stream',
      Properties: {
        RetentionPeriodHours: 24,
        ShardCount: 1,
        StreamModeDetails: { StreamMode: 'PROVISIONED' },
        StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
      },
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    });
  });

  it.each([
    { requestsPerSecond: 50_000, recordBytes: 500, shards: 50 },
    { requestsPerSecond: 50_000, recordBytes: 500, samplingRate: 10, shards: 5 },
    { requestsPerSecond: 50_000, recordBytes: 500, headroom: 20, shards: 60 },
    { requestsPerSecond: 50_000, recordBytes: 1500, shards: 75 },
  ])('has the size for %j', ({ shards, ...props }) => {
    expect(resourceOfType(synthesize(props), 'AWS::Kinesis::Stream').Properties['ShardCount']).toBe(shards);
  });

  it('has a size that depends on the fields', () => {
    const fields = [
      'timestamp',
      'x-edge-request-id',
      'cs-headers',
      'cs-header-names',
      'cs-cookie',
      'cs-user-agent',
    ];
    const shards = (names: string[]) =>
      resourceOfType(synthesize({ requestsPerSecond: 10_000, fields: names }), 'AWS::Kinesis::Stream')
        .Properties['ShardCount'];
    expect(shards(fields)).toBe(10);
    expect(shards([...fields, 'cs-referer', 'cs-uri-stem', 'cs-uri-query', 'cs-accept'])).toBe(11);
  });

  it('has no number of shards in on-demand mode', () => {
    const { Properties } = resourceOfType(synthesize({ capacity: 'on-demand' }), 'AWS::Kinesis::Stream');
    expect(Properties).toEqual({
      RetentionPeriodHours: 24,
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
    });
  });

  it('can have a customer managed key, which rotates, may be used before the roles change, and is retained', () => {
    const template = synthesize({ streamEncryption: 'customer-managed' });
    const [keyId, key] =
      Object.entries(resourcesOf(template)).find(([, { Type }]) => Type === 'AWS::KMS::Key') ?? [];
    expect(resourceOfType(template, 'AWS::Kinesis::Stream').Properties['StreamEncryption']).toEqual({
      EncryptionType: 'KMS',
      KeyId: { 'Fn::GetAtt': [keyId, 'Arn'] },
    });
    expect(key).toEqual({
      Type: 'AWS::KMS::Key',
      Properties: {
        Description: 'Real-time log records in the stream of cloudfront-realtime-logs',
        EnableKeyRotation: true,
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: {
                AWS: {
                  'Fn::Join': [
                    '',
                    ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root'],
                  ],
                },
              },
              Action: 'kms:*',
              Resource: '*',
            },
            {
              Sid: 'UseThroughKinesis',
              Effect: 'Allow',
              Principal: { AWS: '*' },
              Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
              Resource: '*',
              Condition: {
                StringEquals: {
                  'kms:CallerAccount': { Ref: 'AWS::AccountId' },
                  'kms:ViaService': {
                    'Fn::Join': ['', ['kinesis.', { Ref: 'AWS::Region' }, '.amazonaws.com']],
                  },
                },
              },
            },
          ],
        },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('can be unencrypted', () => {
    const { Properties } = resourceOfType(synthesize({ streamEncryption: 'none' }), 'AWS::Kinesis::Stream');
    expect(Properties).not.toHaveProperty('StreamEncryption');
  });
});
