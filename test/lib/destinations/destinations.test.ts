import { Match, type Template } from 'aws-cdk-lib/assertions';
import type { Destination } from '../../../lib/settings/destinationOptions.ts';
import { resourcesOf, synthesize } from '../synthesize.ts';
import { exampleDestinations } from './examples.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

/** Returns the properties of a destination's only delivery stream. */
function deliveryStream(destination: Destination): Record<string, unknown> {
  const found = Object.values(resourcesOf(synthesize({ destinations: [destination] }))).filter(
    ({ Type }) => Type === 'AWS::KinesisFirehose::DeliveryStream',
  );
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

function byType<Type extends Destination['type']>(type: Type): Extract<Destination, { type: Type }> {
  return exampleDestinations.find((one) => one.type === type) as Extract<Destination, { type: Type }>;
}

const failures = { 'Fn::GetAtt': ['PipelineFailuresCC431073', 'Arn'] };
const role = { 'Fn::GetAtt': [expect.stringMatching(/Role/), 'Arn'] };
const logging = { Enabled: true, LogGroupName: expect.anything(), LogStreamName: expect.anything() };
const errorOutput = (name: string) => ({
  BucketARN: failures,
  RoleARN: role,
  Prefix: `destinations/${name}/failed/`,
  ErrorOutputPrefix: `destinations/${name}/!{firehose:error-output-type}/`,
  CompressionFormat: 'GZIP',
  CloudWatchLoggingOptions: logging,
});
const processing = {
  Enabled: true,
  Processors: [
    {
      Type: 'Lambda',
      Parameters: [
        {
          ParameterName: 'LambdaArn',
          ParameterValue: { 'Fn::GetAtt': [expect.stringMatching(/Function/), 'Arn'] },
        },
        { ParameterName: 'RoleArn', ParameterValue: role },
        { ParameterName: 'NumberOfRetries', ParameterValue: '3' },
        { ParameterName: 'BufferIntervalInSeconds', ParameterValue: '60' },
        { ParameterName: 'BufferSizeInMBs', ParameterValue: '1' },
      ],
    },
  ],
};
const common = { RoleARN: role, ProcessingConfiguration: processing, CloudWatchLoggingOptions: logging };
const hints = (megabytes: number) => ({ IntervalInSeconds: 60, SizeInMBs: megabytes });
const secret = (arn: string) => ({ Enabled: true, RoleARN: role, SecretARN: arn });

describe('destinations', () => {
  it('do not exist by default, and an empty list changes nothing', () => {
    expect(synthesize({ destinations: [] }).toJSON()).toEqual(synthesize().toJSON());
    synthesize().resourceCountIs('AWS::KinesisFirehose::DeliveryStream', 0);
  });

  it('read the stream with one delivery stream each', () => {
    const template = synthesize({ destinations: exampleDestinations });
    template.resourceCountIs('AWS::KinesisFirehose::DeliveryStream', exampleDestinations.length);
    template.allResourcesProperties('AWS::KinesisFirehose::DeliveryStream', {
      DeliveryStreamType: 'KinesisStreamAsSource',
      DeliveryStreamName: Match.absent(),
      KinesisStreamSourceConfiguration: {
        KinesisStreamARN: { 'Fn::GetAtt': ['PipelineLogStream99DD011D', 'Arn'] },
        RoleARN: Match.anyValue(),
      },
    });
  });

  it.each([
    [
      's3',
      'ExtendedS3DestinationConfiguration',
      {
        ...common,
        BucketARN: 'arn:aws:s3:::example-documents',
        Prefix: 'files/!{timestamp:yyyy-MM-dd}/!{timestamp:HH}/',
        ErrorOutputPrefix: 'files-errors/!{firehose:error-output-type}/',
        BufferingHints: hints(64),
        CompressionFormat: 'GZIP',
        FileExtension: '.ndjson.gz',
        S3BackupMode: 'Disabled',
      },
    ],
    [
      'redshift',
      'RedshiftDestinationConfiguration',
      {
        ...common,
        ClusterJDBCURL: byType('redshift').jdbcUrl,
        CopyCommand: {
          DataTableName: 'public.requests',
          CopyOptions: "JSON 'auto' GZIP TIMEFORMAT 'auto' TRUNCATECOLUMNS ACCEPTINVCHARS COMPUPDATE OFF",
        },
        RetryOptions: { DurationInSeconds: 3600 },
        S3BackupMode: 'Disabled',
        S3Configuration: {
          ...errorOutput('warehouse'),
          Prefix: 'destinations/warehouse/staging/',
          BufferingHints: hints(5),
        },
        SecretsManagerConfiguration: secret(byType('redshift').secretArn),
      },
    ],
    [
      'opensearch',
      'AmazonopensearchserviceDestinationConfiguration',
      {
        ...common,
        DomainARN: byType('opensearch').domainArn,
        IndexName: 'cloudfront-requests',
        IndexRotationPeriod: 'OneDay',
        DocumentIdOptions: { DefaultDocumentIdFormat: 'FIREHOSE_DEFAULT' },
        BufferingHints: hints(5),
        RetryOptions: { DurationInSeconds: 3600 },
        S3BackupMode: 'FailedDocumentsOnly',
        S3Configuration: errorOutput('search'),
      },
    ],
    [
      'opensearch-serverless',
      'AmazonOpenSearchServerlessDestinationConfiguration',
      {
        ...common,
        CollectionEndpoint: byType('opensearch-serverless').endpoint,
        IndexName: 'cloudfront-requests',
        BufferingHints: hints(5),
        RetryOptions: { DurationInSeconds: 3600 },
        S3BackupMode: 'FailedDocumentsOnly',
        S3Configuration: errorOutput('collection'),
      },
    ],
    [
      'splunk',
      'SplunkDestinationConfiguration',
      {
        ...common,
        HECEndpoint: byType('splunk').url,
        HECEndpointType: 'Event',
        HECAcknowledgmentTimeoutInSeconds: 180,
        BufferingHints: hints(5),
        RetryOptions: { DurationInSeconds: 3600 },
        S3BackupMode: 'FailedEventsOnly',
        S3Configuration: errorOutput('events'),
        SecretsManagerConfiguration: secret(byType('splunk').secretArn),
      },
    ],
    [
      'http',
      'HttpEndpointDestinationConfiguration',
      {
        ...common,
        EndpointConfiguration: { Name: 'endpoint', Url: byType('http').url },
        RequestConfiguration: { ContentEncoding: 'GZIP', CommonAttributes: [] },
        BufferingHints: hints(5),
        RetryOptions: { DurationInSeconds: 3600 },
        S3BackupMode: 'FailedDataOnly',
        S3Configuration: errorOutput('endpoint'),
        SecretsManagerConfiguration: secret(byType('http').secretArn),
      },
    ],
  ] as const)('of the type %s have the configuration that Firehose needs', (type, property, expected) => {
    const withoutRole = type === 'splunk' ? { ...expected, RoleARN: undefined } : expected;
    expect(deliveryStream(byType(type))[property]).toEqual(withoutRole);
  });

  it('keep given options, including 0', () => {
    const http = {
      ...byType('http'),
      format: 'newrelic',
      attributes: { site: 'www' },
      bufferSeconds: 0,
      retrySeconds: 0,
    } as const;
    expect(deliveryStream(http)['HttpEndpointDestinationConfiguration']).toMatchObject({
      RequestConfiguration: { CommonAttributes: [{ AttributeName: 'site', AttributeValue: 'www' }] },
      BufferingHints: { IntervalInSeconds: 0, SizeInMBs: 1 },
      RetryOptions: { DurationInSeconds: 0 },
    });
    const search = { ...byType('opensearch'), rotation: 'OneWeek', bufferMegabytes: 9 } as const;
    expect(deliveryStream(search)['AmazonopensearchserviceDestinationConfiguration']).toMatchObject({
      IndexRotationPeriod: 'OneWeek',
      BufferingHints: hints(9),
    });
  });

  it('have a new delivery stream if the type or the VPC changes, and keep theirs otherwise', () => {
    const idOf = (destination: Destination) =>
      Object.entries(resourcesOf(synthesize({ destinations: [destination] })))
        .filter(([, { Type }]) => Type === 'AWS::KinesisFirehose::DeliveryStream')
        .map(([id]) => id)[0];
    const search = byType('opensearch');
    const vpc = { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] };
    const ids = [search, { ...search, vpc }, { ...byType('http'), name: search.name }].map(idOf);
    expect(new Set(ids).size).toBe(3);
    expect(idOf({ ...search, index: 'other', bufferSeconds: 5 })).toBe(ids[0]);
  });

  it('transform records as the consumer reads them, with a function that may only read the layouts', () => {
    const template = synthesize({
      destinations: [byType('splunk')],
      addresses: 'hash',
      redactNames: ['ssn'],
    });
    const functions = Object.entries(resourcesOf(template)).filter(
      ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.includes('Destinations'),
    );
    expect(functions).toHaveLength(1);
    expect(functions[0][1].Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      MemorySize: 512,
      Environment: {
        Variables: {
          LAKE_BUCKET: { Ref: 'PipelineLakeCA665B53' },
          DOCUMENT_FORMAT: 'splunk',
          ADDRESSES: 'hash',
          REDACT_NAMES: '["ssn"]',
          HASH_KEY_SECRET: expect.anything(),
        },
      },
    });
  });

  it('have roles that trust only Firehose in this account and region', () => {
    synthesize({ destinations: [byType('http')] }).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'firehose.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: { 'aws:SourceArn': Match.anyValue() },
            },
          },
        ],
      },
    });
  });

  it('have no secret in the template, and no AWS managed policy', () => {
    const template: Template = synthesize({ destinations: exampleDestinations });
    expect(JSON.stringify(template.toJSON())).not.toMatch(/AccessKey"|HECToken|"Password|ManagedPolicyArns/);
  });
});
