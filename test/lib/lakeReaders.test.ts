import { resourceOfType, resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

const lake = 'PipelineLakeCA665B53';
const lakeArn = { 'Fn::GetAtt': [lake, 'Arn'] };
const objects = (pattern: string) => ({ 'Fn::Join': ['', [lakeArn, pattern]] });
const glue = (resource: string) => ({
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':glue:',
      { Ref: 'AWS::Region' },
      ':',
      { Ref: 'AWS::AccountId' },
      resource,
    ],
  ],
});

interface PolicyDocument {
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Action: unknown;
    readonly Resource: unknown;
  }[];
}

function statements() {
  const { Properties } = resourceOfType(synthesize(), 'AWS::IAM::ManagedPolicy');
  const { Statement } = Properties['PolicyDocument'] as PolicyDocument;
  return new Map(Statement.map(({ Sid, ...statement }) => [Sid, statement]));
}

describe("the policy of the lake's readers", () => {
  it('allows reading Parquet files and writing query results', () => {
    expect(statements().get('ReadFiles')).toEqual({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: ['/compacted/*', '/hourly/*', '/raw/*'].map(objects),
    });
    expect(statements().get('KeepResults')).toEqual({
      Effect: 'Allow',
      Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      Resource: objects('/query-results/*'),
    });
    expect(statements().get('ListFiles')).toEqual({
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: lakeArn,
      Condition: { StringLike: { 's3:prefix': ['raw/*', 'compacted/*', 'hourly/*', 'query-results/*'] } },
    });
  });

  it('allows describing the tables, but not changing them', () => {
    expect(statements().get('DescribeTables')).toEqual({
      Effect: 'Allow',
      Action: [
        'glue:GetDatabase',
        'glue:GetDatabases',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
      ],
      Resource: [
        glue(':catalog'),
        glue(':database/cloudfront_realtime_logs'),
        glue(':table/cloudfront_realtime_logs/requests'),
        glue(':table/cloudfront_realtime_logs/requests_compacted'),
        glue(':table/cloudfront_realtime_logs/requests_hourly'),
        glue(':table/cloudfront_realtime_logs/requests_raw'),
      ],
    });
  });

  it('allows no access to quarantine, configuration, and the failure bucket', () => {
    const everything = JSON.stringify([...statements().values()]);
    for (const other of ['quarantine', 'config', 'PipelineFailures', 'kinesis', 'lambda']) {
      expect(everything).not.toContain(other);
    }
  });

  it('does not exist if readersPolicy is false', () => {
    const types = Object.values(resourcesOf(synthesize({ readersPolicy: false }))).map(({ Type }) => Type);
    expect(types).not.toContain('AWS::IAM::ManagedPolicy');
  });
});
