import { resourceOfType, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

function mapping(props = {}) {
  return resourceOfType(synthesize(props), 'AWS::Lambda::EventSourceMapping').Properties;
}

describe('stream mapping', () => {
  it('drops and reorders no records, and has no windows or partial batch responses', () => {
    expect(mapping()).toEqual({
      EventSourceArn: { 'Fn::GetAtt': ['PipelineLogStream99DD011D', 'Arn'] },
      FunctionName: { Ref: 'PipelineConsumerFunctionB31FCB30' },
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 10_000,
      MaximumBatchingWindowInSeconds: 10,
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 22 * 3600,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': ['PipelineFailuresCC431073', 'Arn'] } },
      },
      MetricsConfig: { Metrics: ['EventCount'] },
    });
  });

  it.each([
    [24, 79_200],
    [48, 165_600],
    [170, 604_800],
    [8760, 604_800],
  ])('stops retrying two hours before a retention of %i hours ends, after at most a week', (streamRetentionHours, seconds) => {
    expect(mapping({ streamRetentionHours })['MaximumRecordAgeInSeconds']).toBe(seconds);
  });
});
