import { type Resource, resourcesOf, synthesize } from '../lib/synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('../lib/bundleStandIn.ts'));

const resources = Object.entries(
  resourcesOf(synthesize({ addresses: 'hash', attachTo: ['E2EXAMPLE'], alarmEmails: ['o@example.com'] })),
);

function ofType(type: string): [id: string, resource: Resource][] {
  const found = resources.filter(([, { Type }]) => Type === type);
  expect(found.length).toBeGreaterThan(0);
  return found;
}

const properties = (type: string) => ofType(type).map(([, { Properties }]) => Properties);

/** Resource types that contain data from viewers, or can repeat it. */
const holdsData = [
  'AWS::Athena::WorkGroup',
  'AWS::KMS::Key',
  'AWS::Kinesis::Stream',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SecretsManager::Secret',
];

/** Resource types that only store their own definition. */
const holdsNothing = [
  'AWS::Athena::NamedQuery',
  'AWS::CloudFront::RealtimeLogConfig',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::AnomalyDetector',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::S3::BucketPolicy',
  'AWS::Scheduler::Schedule',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::StepFunctions::StateMachine',
  'Custom::CompactionStart',
  'Custom::ConfirmedLayout',
  'Custom::ExpectedLayouts',
  'Custom::LogConfigurationAttachment',
];

describe('what a deployment consists of', () => {
  it('is classified as containing data or not', () => {
    const types = new Set(resources.map(([, { Type }]) => Type));
    expect([...types].filter((type) => ![...holdsData, ...holdsNothing].includes(type))).toEqual([]);
  });
});

describe('at rest', () => {
  it('every bucket is encrypted and private, and expires quarantine and failed batches', () => {
    for (const bucket of properties('AWS::S3::Bucket')) {
      expect(bucket['BucketEncryption']).toBeDefined();
      expect(bucket['PublicAccessBlockConfiguration']).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      const { Rules } = bucket['LifecycleConfiguration'] as { Rules: { ExpirationInDays?: number }[] };
      expect(Rules.some(({ ExpirationInDays: days = Number.POSITIVE_INFINITY }) => days <= 30)).toBe(true);
    }
  });

  it('the stream, the alarm topic, and query results are encrypted', () => {
    expect(properties('AWS::Kinesis::Stream').map((stream) => stream['StreamEncryption'])).toEqual([
      { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
    ]);
    const [topic] = properties('AWS::SNS::Topic');
    expect(topic?.['KmsMasterKeyId']).toEqual({ 'Fn::GetAtt': [ofType('AWS::KMS::Key')[0]?.[0], 'Arn'] });
    const configuration = properties('AWS::Athena::WorkGroup')[0]?.['WorkGroupConfiguration'];
    expect(configuration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } },
    });
  });

  // CloudWatch Logs encrypts every log group; only its retention must be set.
  it('every function has its own log group with a retention period', () => {
    const groups = ofType('AWS::Logs::LogGroup').map(([id, { Properties }]) => {
      expect(Properties['RetentionInDays']).toBe(30);
      return id;
    });
    const used = properties('AWS::Lambda::Function').map(
      ({ LoggingConfig }) => (LoggingConfig as { LogGroup: { Ref: string } }).LogGroup.Ref,
    );
    expect(used.toSorted()).toEqual(groups.toSorted());
  });

  it('no Athena table reads quarantine or failed batches', () => {
    const tables = properties('AWS::Glue::Table').map(({ TableInput }) => JSON.stringify(TableInput));
    expect(tables).toHaveLength(1);
    expect(tables[0]).toContain('/raw/');
    expect(tables[0]).not.toMatch(/quarantine|PipelineFailures/);
  });
});

describe('in transit', () => {
  it.each([
    ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'Bucket'],
    ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'Topics'],
  ])('requests to an %s require TLS', (type, policyType, property) => {
    const policies = properties(policyType);
    for (const [id] of ofType(type)) {
      const own = policies.find((policy) => JSON.stringify(policy[property]).includes(`{"Ref":"${id}"}`));
      const { Statement } = own?.['PolicyDocument'] as { Statement: object[] };
      expect(Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Principal: expect.anything(),
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });
});
