import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnStream } from 'aws-cdk-lib/aws-kinesis';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Lake, LogDestination, RealtimeLogPipeline } from '../../lib/index.ts';
import type { PipelineOptions } from '../../lib/settings/pipelineOptions.ts';
import { directDestinations, exampleDestinations } from './destinations/examples.ts';
import { makeApp, makeStack } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

/** Configurations that together have all kinds of resources. */
const forms: readonly PipelineOptions[] = [
  {},
  { capacity: 'on-demand', fields: ['timestamp', 'x-new:after=timestamp'] },
  { streamEncryption: 'none', alarms: false, dashboard: false },
  { attachTo: ['E1EXAMPLE', { distributionId: 'E2EXAMPLE', behaviors: ['default'] }] },
  {
    streamEncryption: 'customer-managed',
    addresses: 'hash',
    alarmEmails: ['ops@example.com'],
    explanations: {},
    objectives: [{ series: 'd1.cloudfront.net', latency: { milliseconds: 500, percent: 95 } }],
  },
  { destinations: directDestinations, streamEncryption: 'customer-managed' },
  { destinations: exampleDestinations, streamEncryption: 'customer-managed' },
  { lakeRemoval: 'destroy', failureRemoval: 'destroy', streamRemoval: 'retain', tags: { team: 'web' } },
];

const stacks = new Map<PipelineOptions, Stack>();

/** Returns the stack of a form, with validation at synth. All rules read the same one. */
function stackOf(props: PipelineOptions): Stack {
  const stack = stacks.get(props) ?? makeStack(props, true);
  stacks.set(props, stack);
  return stack;
}

function nag(stack: Stack) {
  return new AwsSolutionsChecks(App.of(stack) as App).validateScope(stack);
}

describe('rules of cdk-nag, AwsSolutions', () => {
  it.each(forms)('pass for %j', (props) => {
    expect(nag(stackOf(props)).violations).toEqual([]);
  });

  it('pass for buckets of the app, and for names that are known only at deployment', () => {
    const stack = new Stack(makeApp(), 'Logs');
    const name = new CfnParameter(stack, 'LakeName').valueAsString;
    const files = new Bucket(stack, 'Files');
    new RealtimeLogPipeline(stack, 'Logs', {
      lake: Lake.fromBucket(Bucket.fromBucketName(stack, 'Lake', name)),
      destinations: [LogDestination.s3('files', files as IBucket)],
    });
    const violations = nag(stack).violations.filter(({ ruleName }) => !ruleName.startsWith('AwsSolutions-S'));
    expect(violations).toEqual([]);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  it('are applied', () => {
    const stack = makeStack();
    new CfnStream(stack, 'Plain', { shardCount: 1 });
    expect(nag(stack).violations.map((violation) => violation.ruleName)).toEqual(['AwsSolutions-KDS1']);
  });
});

/** Returns the findings of CloudFormation's validation of the cloud assembly. */
function findings(stack: Stack): string[] {
  const { directory } = (stack.node.root as App).synth();
  const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
  const reports: { pluginName: string; violations: { description: string }[] }[] = report.pluginReports;
  return reports
    .filter(({ pluginName }) => pluginName === 'CloudFormation Validate')
    .flatMap(({ violations }) => violations.map(({ description }) => description));
}

describe("CloudFormation's validation at synth", () => {
  it.each(forms)('finds nothing in %j', (props) => {
    expect(findings(stackOf(props))).toEqual([]);
  });

  it('is on', () => {
    const stack = makeStack({}, true);
    new CfnStream(stack, 'Wrong', { streamModeDetails: { streamMode: 'SERVERLESS' } });
    const print = jest.spyOn(console, 'error').mockImplementation();
    expect(findings(stack)).toEqual([
      "StreamModeDetails.StreamMode: 'SERVERLESS' is not one of ['ON_DEMAND', 'PROVISIONED']",
    ]);
    print.mockRestore();
  });

  it('stops synth if the deployment would fail', () => {
    const stack = makeStack({}, true);
    new CfnResource(stack, 'Wrong', { type: 'AWS::Kinesis::Stream', properties: { Shards: 1 } });
    expect(() => (stack.node.root as App).synth()).toThrow(/Shards/);
  });
});
