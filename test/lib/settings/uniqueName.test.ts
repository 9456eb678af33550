import { App, Stack } from 'aws-cdk-lib';
import { CfnRealtimeLogConfig } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { RealtimeLogPipeline } from '../../../lib/realtimeLogPipeline.ts';
import { rejectDuplicateName } from '../../../lib/settings/uniqueName.ts';
import { makeApp } from '../synthesize.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

/** Names two log configurations `logs`, in stacks with these environments; undefined for the stack of the first one. */
function twice(first: object, second: object | undefined): () => void {
  return () => {
    const app = new App();
    const stack = new Stack(app, 'One', { env: first });
    const other = second === undefined ? stack : new Stack(app, 'Two', { env: second });
    makeNamed(stack, 'A', 'logs');
    makeNamed(other, 'B', 'other');
    makeNamed(other, 'C', 'logs');
  };
}

function makeNamed(stack: Stack, id: string, name: string): void {
  const scope = new Construct(stack, id);
  rejectDuplicateName(scope, stack, name);
  makeLogConfiguration(new Construct(scope, 'LogConfiguration'), 'Resource', name);
}

function makeLogConfiguration(scope: Construct, id: string, name: string): void {
  new CfnRealtimeLogConfig(scope, id, { name, endPoints: [], fields: ['timestamp'], samplingRate: 100 });
}

const account = '111122223333';

describe('the name of a pipeline', () => {
  it('is checked by the construct', () => {
    const stack = new Stack(makeApp(), 'Logs');
    new RealtimeLogPipeline(stack, 'All', { name: 'web' });
    expect(() => new RealtimeLogPipeline(stack, 'Sampled', { name: 'web' })).toThrow(
      /^name: expected a name that no other log configuration of the account has, got 'web'/,
    );
  });

  it.each([
    ['in one stack', {}, undefined, "got 'logs' for 'One/A' and 'One/C'"],
    [
      'in two regions of an account',
      { account, region: 'eu-west-1' },
      { account, region: 'us-east-1' },
      "got 'logs' for 'One/A' and 'Two/C'",
    ],
  ])('is used once %s', (_, first, second, got) => {
    expect(twice(first, second)).toThrow(
      new Error(`name: expected a name that no other log configuration of the account has, ${got}`),
    );
  });

  it('is compared with log configurations that are not of a pipeline', () => {
    const stack = new Stack(new App(), 'Logs');
    makeLogConfiguration(stack, 'Own', 'logs');
    expect(() => rejectDuplicateName(new Construct(stack, 'Web'), stack, 'logs')).toThrow(
      "got 'logs' for 'Logs/Own' and 'Logs/Web'",
    );
  });

  it('is compared with pipelines that another copy of the package created', () => {
    const stack = new Stack(makeApp(), 'Logs');
    new RealtimeLogPipeline(stack, 'All', { name: 'web' });
    jest.isolateModules(() => {
      const copy = require('../../../lib/realtimeLogPipeline.ts').RealtimeLogPipeline;
      expect(copy).not.toBe(RealtimeLogPipeline);
      expect(() => new copy(stack, 'Sampled', { name: 'web' })).toThrow(
        "got 'web' for 'Logs/All' and 'Logs/Sampled'",
      );
    });
  });

  it.each([
    ['in two accounts', { account }, { account: '444455556666' }],
    ['in stacks whose accounts are known only at deployment', {}, {}],
  ])('can be used twice %s', (_, first, second) => {
    expect(twice(first, second)).not.toThrow();
  });
});
