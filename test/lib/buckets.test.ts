import { type Resource, resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

const closed = {
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  },
  OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
};

const abortUploads = {
  Id: 'AbortUploads',
  Status: 'Enabled',
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
};

function expire(id: string, days: number, prefix?: string) {
  return {
    Id: id,
    Status: 'Enabled',
    ExpirationInDays: days,
    ...(prefix !== undefined && { Prefix: prefix }),
  };
}

const buckets = { lake: 'PipelineLakeCA665B53', failures: 'PipelineFailuresCC431073' };

describe('lake bucket', () => {
  it('blocks public access, is encrypted with a bucket key, and is retained', () => {
    expect(resourcesOf(synthesize())[buckets.lake]).toEqual({
      Type: 'AWS::S3::Bucket',
      Properties: {
        ...closed,
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
          ],
        },
        LifecycleConfiguration: {
          Rules: [
            expire('ExpireRaw', 90, 'raw/'),
            expire('ExpireQuarantine', 30, 'quarantine/'),
            expire('ExpireReplayMarks', 30, 'replayed/'),
            expire('ExpireLateMarks', 90, 'late/'),
            expire('ExpireQueryResults', 7, 'query-results/'),
            abortUploads,
          ],
        },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('never expires configuration', () => {
    const { LifecycleConfiguration } = resourcesOf(synthesize())[buckets.lake].Properties as {
      LifecycleConfiguration: { Rules: { Prefix?: string; ExpirationInDays?: number }[] };
    };
    const expiring = LifecycleConfiguration.Rules.filter((rule) => rule.ExpirationInDays !== undefined);
    expect(
      expiring.every(({ Prefix }) => Prefix !== undefined && !'config/layouts.json'.startsWith(Prefix)),
    ).toBe(true);
  });
});

describe('failure bucket', () => {
  it('blocks public access, is encrypted by S3, expires objects after 30 days, and is retained', () => {
    expect(resourcesOf(synthesize())[buckets.failures]).toEqual({
      Type: 'AWS::S3::Bucket',
      Properties: {
        ...closed,
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        LifecycleConfiguration: { Rules: [expire('ExpireFailures', 30), abortUploads] },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });
});

describe.each([
  ['lake', buckets.lake, 'lakeRemoval'],
  ['failure', buckets.failures, 'failureRemoval'],
])('%s bucket', (_, bucket, removal) => {
  const policyOf = (resources: Record<string, Resource>) =>
    Object.values(resources).find(
      ({ Type, Properties }) =>
        Type === 'AWS::S3::BucketPolicy' && (Properties['Bucket'] as { Ref: string }).Ref === bucket,
    );

  it('denies requests without TLS 1.2 or later', () => {
    const everything = [
      { 'Fn::GetAtt': [bucket, 'Arn'] },
      { 'Fn::Join': ['', [{ 'Fn::GetAtt': [bucket, 'Arn'] }, '/*']] },
    ];
    const denyStatement = (Condition: object) => ({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: everything,
      Condition,
    });
    expect(policyOf(resourcesOf(synthesize()))?.Properties['PolicyDocument']).toEqual({
      Version: '2012-10-17',
      Statement: [
        denyStatement({ Bool: { 'aws:SecureTransport': 'false' } }),
        denyStatement({ NumericLessThan: { 's3:TlsVersion': 1.2 } }),
      ],
    });
  });

  it('is emptied and deleted with the stack if its removal option is destroy', () => {
    const resources = resourcesOf(synthesize({ [removal]: 'destroy' }));
    expect(resources[bucket].DeletionPolicy).toBe('Delete');
    const emptied = Object.values(resources).filter(({ Type }) => Type === 'Custom::S3AutoDeleteObjects');
    expect(emptied.map(({ Properties }) => Properties['BucketName'])).toEqual([{ Ref: bucket }]);
    const [[logs, { Properties, DeletionPolicy }]] = Object.entries(resources).filter(([id]) =>
      id.includes('EmptyingLogs'),
    );
    expect([Properties['RetentionInDays'], DeletionPolicy]).toEqual([30, 'Delete']);
    const handlers = Object.values(resources).filter(
      ({ Type, Properties: { LoggingConfig } }) =>
        Type === 'AWS::Lambda::Function' &&
        JSON.stringify(LoggingConfig) === `{"LogGroup":{"Ref":"${logs}"}}`,
    );
    expect(handlers).toHaveLength(1);
  });
});
