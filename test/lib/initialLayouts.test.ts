import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expectedLayouts } from '../../core/records/layout.ts';
import { printLayouts } from '../../core/records/layoutsDocument.ts';
import { RealtimeLogPipeline } from '../../lib/realtimeLogPipeline.ts';
import { contextOfProject, type Resource, resourceOfType, resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

/** The call that the custom resource makes, references in it replaced by their logical identifier. */
function callOf({ Properties }: Resource): unknown {
  const join = Properties['Create'] as { 'Fn::Join': [string, (string | { Ref: string })[]] };
  return JSON.parse(join['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : part.Ref)).join(''));
}

const fields = ['timestamp', 'primary-distribution-id', 'origin-fbl', 'asn'];

describe('initial layouts', () => {
  it('are put once, with both orders, and never over what is there', () => {
    const resource = resourceOfType(synthesize({ fields }), 'Custom::AWS');
    expect(callOf(resource)).toEqual({
      service: 'S3',
      action: 'putObject',
      parameters: {
        Bucket: 'PipelineLakeCA665B53',
        Key: 'config/layouts.json',
        Body: printLayouts(expectedLayouts(fields)),
        ContentType: 'application/json',
        IfNoneMatch: '*',
      },
      ignoreErrorCodesMatching: 'PreconditionFailed',
      physicalResourceId: { id: 'config/layouts.json' },
    });
  });

  it('are not touched by updates or deletion of the stack', () => {
    const { Properties } = resourceOfType(synthesize({ fields }), 'Custom::AWS');
    expect(Object.keys(Properties).sort()).toEqual(['Create', 'InstallLatestAwsSdk', 'ServiceToken']);
  });

  it('are put by a role that can put nothing else', () => {
    const resources = resourcesOf(synthesize());
    const policy = Object.values(resources).find(({ Type }) => Type === 'AWS::IAM::Policy');
    expect(policy?.Properties['PolicyDocument']).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 's3:PutObject',
          Resource: {
            'Fn::Join': ['', [{ 'Fn::GetAtt': ['PipelineLakeCA665B53', 'Arn'] }, '/config/layouts.json']],
          },
        },
      ],
    });
    expect(resources['PipelineInitialLayoutsRole6FBD03D5'].Properties['Policies']).toEqual([
      {
        PolicyName: 'WriteLogs',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              Resource: { 'Fn::GetAtt': ['PipelineInitialLayoutsLogs89283035', 'Arn'] },
            },
          ],
        },
      },
    ]);
  });

  it('are put for each of two pipelines in one stack', () => {
    const stack = new Stack(new App({ context: contextOfProject() }), 'Site');
    new RealtimeLogPipeline(stack, 'Web', { name: 'web' });
    new RealtimeLogPipeline(stack, 'Video', { name: 'video' });
    const resources = Object.values(resourcesOf(Template.fromStack(stack)));
    const puts = resources.filter(({ Type }) => Type === 'Custom::AWS');
    const functions = puts.map(({ Properties }) => JSON.stringify(Properties['ServiceToken']));
    expect(new Set(functions).size).toBe(1);
    const allowed = resources
      .filter(({ Type }) => Type === 'AWS::IAM::Policy')
      .map(({ Properties }) => JSON.stringify(Properties['PolicyDocument']));
    expect(allowed).toHaveLength(1);
    for (const lake of ['WebLake', 'VideoLake']) expect(allowed[0]).toContain(lake);
    for (const { DependsOn } of puts) expect(DependsOn).toEqual([expect.stringContaining('DefaultPolicy')]);
  });
});
