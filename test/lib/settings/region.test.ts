import { Stack } from 'aws-cdk-lib';
import { RealtimeLogPipeline } from '../../../lib/realtimeLogPipeline.ts';
import { makeApp } from '../synthesize.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

function pipelineIn(region: string | undefined) {
  const env = region === undefined ? {} : { env: { region } };
  return () => new RealtimeLogPipeline(new Stack(makeApp(), 'Logs', env), 'Pipeline');
}

describe('a region', () => {
  it.each(['us-gov-west-1', 'us-gov-east-1'])('of GovCloud is rejected at synth: %s', (region) => {
    expect(pipelineIn(region)).toThrow(
      new Error(
        `region: expected a region with CloudFront real-time log configurations, got '${region}'; GovCloud has none`,
      ),
    );
  });

  it.each([undefined, 'eu-central-1'])('is accepted: %s', (region) => {
    expect(pipelineIn(region)).not.toThrow();
  });
});
