import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { findPipeline, stackOutputs } from '../../../cli/pipeline/findPipeline.ts';
import { synthesize } from '../../lib/synthesize.ts';
import { answeringClient, serviceError } from '../answeringClient.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../../lib/bundleStandIn.ts'));

const outputs = [
  ['LogConfigurationArn', 'arn:aws:cloudfront::123456789012:realtime-log-config/cloudfront-realtime-logs'],
  ['StreamName', 'logs-Stream'],
  ['ConsumerName', 'logs-Consumer'],
  ['LakeBucket', 'logs-lake'],
  ['FailureBucket', 'logs-failures'],
  ['Database', 'cloudfront_realtime_logs'],
  ['Workgroup', 'cloudfront-realtime-logs'],
].map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue, Description: 'what it is' }));

function find(answer: unknown) {
  const client = answeringClient<CloudFormationClient>({ DescribeStacks: answer }, 'eu-west-1');
  return findPipeline(client, 'cloudfront-realtime-logs');
}

describe('findPipeline', () => {
  it('reads the names from the outputs of the stack', async () => {
    const names = await find({ Stacks: [{ StackStatus: 'UPDATE_COMPLETE', Outputs: outputs }] });

    expect(names).toEqual({
      logConfigurationArn: 'arn:aws:cloudfront::123456789012:realtime-log-config/cloudfront-realtime-logs',
      streamName: 'logs-Stream',
      consumerName: 'logs-Consumer',
      lakeBucket: 'logs-lake',
      failureBucket: 'logs-failures',
      database: 'cloudfront_realtime_logs',
      workgroup: 'cloudfront-realtime-logs',
    });
  });

  it('reads the outputs that the deployment creates', () => {
    const outputsOfStack = Object.keys(synthesize().findOutputs('*'));

    expect(outputsOfStack).toEqual(expect.arrayContaining(Object.values(stackOutputs)));
  });

  it('reports that the stack does not exist in the region', async () => {
    const error = serviceError('ValidationError', 'Stack with id cloudfront-realtime-logs does not exist');

    await expect(find(error)).rejects.toThrow(
      "--stack: expected the stack of a pipeline, got no stack 'cloudfront-realtime-logs' in eu-west-1; check --stack, --region, and --profile",
    );
  });

  it('reports that a stack is not the stack of a pipeline', async () => {
    const Stacks = [{ StackStatus: 'CREATE_COMPLETE', Outputs: outputs.slice(2) }];

    await expect(find({ Stacks })).rejects.toThrow(
      "--stack: expected the stack of a pipeline, got 'cloudfront-realtime-logs' (CREATE_COMPLETE) without the outputs LogConfigurationArn, StreamName; deploy the stack, or use another one",
    );
  });

  it('rethrows other errors of CloudFormation', async () => {
    const error = serviceError(
      'AccessDenied',
      'User: arn:aws:iam::123456789012:user/ann is not authorized',
      403,
    );

    await expect(find(error)).rejects.toBe(error);
  });
});
