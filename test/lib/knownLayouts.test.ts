import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RealtimeLogPipeline } from '../../lib/realtimeLogPipeline.ts';
import { makeApp, resourceOfType, resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

const fields = ['timestamp', 'primary-distribution-id', 'origin-fbl', 'asn'];
const serviceToken = { 'Fn::GetAtt': ['PipelineLayoutsFunction9B629F6F', 'Arn'] };

describe('known layouts', () => {
  it('are registered in both orders, before CloudFront receives the fields', () => {
    const template = synthesize({ fields });
    expect(resourceOfType(template, 'Custom::ExpectedLayouts').Properties).toEqual({
      ServiceToken: serviceToken,
      ServiceTimeout: '360',
      Orders: [
        'timestamp,primary-distribution-id,origin-fbl,asn',
        'timestamp,origin-fbl,asn,primary-distribution-id',
      ],
    });
    expect(resourceOfType(template, 'AWS::CloudFront::RealtimeLogConfig').DependsOn).toEqual([
      'PipelineLayoutsExpected83D9E857',
    ]);
  });

  it('are confirmed after CloudFront is updated, whenever the fields change', () => {
    expect(resourceOfType(synthesize({ fields }), 'Custom::ConfirmedLayout').Properties).toEqual({
      ServiceToken: serviceToken,
      ServiceTimeout: '360',
      LogConfigurationArn: { 'Fn::GetAtt': ['PipelineLogConfiguration3037D56F', 'Arn'] },
      Fields: 'timestamp,primary-distribution-id,origin-fbl,asn',
    });
  });

  it('are changed by a role that cannot change other objects', () => {
    const role = resourcesOf(synthesize())['PipelineLayoutsFunctionRoleF5030E79'];
    const lake = { 'Fn::GetAtt': ['PipelineLakeCA665B53', 'Arn'] };
    const statements = (role.Properties['Policies'] as { PolicyDocument: { Statement: object[] } }[]).flatMap(
      ({ PolicyDocument }) => PolicyDocument.Statement,
    );
    expect(statements).toEqual([
      {
        Effect: 'Allow',
        Action: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
        Resource: { 'Fn::Join': ['', [lake, '/config/layouts.json']] },
      },
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: lake },
      { Effect: 'Allow', Action: 'cloudformation:DescribeStacks', Resource: { Ref: 'AWS::StackId' } },
      {
        Effect: 'Allow',
        Action: 'cloudfront:GetRealtimeLogConfig',
        Resource: {
          'Fn::Join': [
            '',
            [
              'arn:',
              { Ref: 'AWS::Partition' },
              ':cloudfront::',
              { Ref: 'AWS::AccountId' },
              ':realtime-log-config/cloudfront-realtime-logs',
            ],
          ],
        },
      },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: { 'Fn::GetAtt': ['PipelineLayoutsFunctionLogs150B1F36', 'Arn'] },
      },
    ]);
  });

  it('are stored in the lake of each pipeline if a stack has two', () => {
    const stack = new Stack(makeApp(), 'Site');
    new RealtimeLogPipeline(stack, 'Web', { name: 'web' });
    new RealtimeLogPipeline(stack, 'Video', { name: 'video' });
    const functions = Object.values(resourcesOf(Template.fromStack(stack))).filter(
      ({ Type, Properties }) =>
        Type === 'AWS::Lambda::Function' && /^Layouts/.test(String(Properties['Description'])),
    );
    const lakes = functions.map(({ Properties }) => JSON.stringify(Properties['Environment']));
    expect(lakes).toEqual([expect.stringContaining('WebLake'), expect.stringContaining('VideoLake')]);
  });
});
