import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RealtimeLogPipeline } from '../../../lib/realtimeLogPipeline.ts';
import { rejectDuplicateName } from '../../../lib/settings/uniqueName.ts';
import { makeApp } from '../synthesize.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

/** Names two pipelines `logs`, in stacks with these environments; undefined for the stack of the first one. */
function twice(first: object, second: object | undefined): () => void {
  return () => {
    const app = new App();
    const stack = new Stack(app, 'One', { env: first });
    rejectDuplicateName(new Construct(stack, 'A'), stack, 'logs');
    const other = second === undefined ? stack : new Stack(app, 'Two', { env: second });
    rejectDuplicateName(new Construct(other, 'B'), other, 'other');
    rejectDuplicateName(new Construct(other, 'C'), other, 'logs');
  };
}

const account = '111122223333';

describe('the name of a pipeline', () => {
  it('is checked by the construct', () => {
    const stack = new Stack(makeApp(), 'Logs');
    new RealtimeLogPipeline(stack, 'All', { name: 'web' });
    expect(() => new RealtimeLogPipeline(stack, 'Sampled', { name: 'web' })).toThrow(
      /^name: expected a name that no other pipeline of the account has, got 'web'/,
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
      new Error(`name: expected a name that no other pipeline of the account has, ${got}`),
    );
  });

  it.each([
    ['in two accounts', { account }, { account: '444455556666' }],
    ['in stacks whose accounts are known only at deployment', {}, {}],
  ])('can be used twice %s', (_, first, second) => {
    expect(twice(first, second)).not.toThrow();
  });
});
