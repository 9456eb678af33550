import { defaultFields } from '../../core/fields/defaultFields.ts';
import { resourceOfType, resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

const stream = { 'Fn::GetAtt': ['PipelineLogStream99DD011D', 'Arn'] };

function deliveryRole(template: ReturnType<typeof synthesize>) {
  return resourcesOf(template)['PipelineDeliveryRole087715C9'];
}

describe('log configuration', () => {
  it('has its name, the fields in order, the stream, and the role', () => {
    const { Properties } = resourceOfType(
      synthesize({ samplingRate: 5 }),
      'AWS::CloudFront::RealtimeLogConfig',
    );
    expect(Properties).toEqual({
      Name: 'cloudfront-realtime-logs',
      SamplingRate: 5,
      Fields: defaultFields,
      EndPoints: [
        {
          StreamType: 'Kinesis',
          KinesisStreamConfig: {
            RoleArn: { 'Fn::GetAtt': ['PipelineDeliveryRole087715C9', 'Arn'] },
            StreamArn: stream,
          },
        },
      ],
    });
  });

  it('is created after the layouts are registered', () => {
    const { DependsOn } = resourceOfType(synthesize(), 'AWS::CloudFront::RealtimeLogConfig');
    expect(DependsOn).toContain('PipelineLayoutsExpected83D9E857');
  });
});

describe('delivery role', () => {
  it('has the trust policy and permissions of the CloudFront developer guide for an unencrypted stream', () => {
    expect(deliveryRole(synthesize({ streamEncryption: 'none' }))).toEqual({
      Type: 'AWS::IAM::Role',
      Properties: {
        Description: 'CloudFront writes real-time log records into the stream',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'cloudfront.amazonaws.com' },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
            },
          ],
        },
        Policies: [
          {
            PolicyName: 'WriteToStream',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: [
                    'kinesis:DescribeStream',
                    'kinesis:DescribeStreamSummary',
                    'kinesis:PutRecord',
                    'kinesis:PutRecords',
                  ],
                  Resource: stream,
                },
              ],
            },
          },
        ],
      },
    });
  });

  it('needs no further permissions for the key aws/kinesis', () => {
    expect(deliveryRole(synthesize())).toEqual(deliveryRole(synthesize({ streamEncryption: 'none' })));
  });

  it('has the permission of the guide to use the key of an encrypted stream', () => {
    const template = synthesize({ streamEncryption: 'customer-managed' });
    const keyId = Object.entries(resourcesOf(template)).find(([, { Type }]) => Type === 'AWS::KMS::Key')?.[0];
    expect(deliveryRole(template).Properties['Policies']).toEqual([
      {
        PolicyName: 'WriteToStream',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: [
                'kinesis:DescribeStream',
                'kinesis:DescribeStreamSummary',
                'kinesis:PutRecord',
                'kinesis:PutRecords',
              ],
              Resource: stream,
            },
            { Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource: { 'Fn::GetAtt': [keyId, 'Arn'] } },
          ],
        },
      },
    ]);
  });

  it('has only inline policies', () => {
    const policies = Object.values(resourcesOf(synthesize())).filter(
      ({ Type }) => Type === 'AWS::IAM::Policy',
    );
    expect(policies).toEqual([]);
  });
});
