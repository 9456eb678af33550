import { Template } from 'aws-cdk-lib/assertions';
import { makeStack, resourcesOf } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

/** Types of resources that don't support tags (CloudFormation template reference, November 2026), and custom resources. */
const untaggable = [
  'AWS::Athena::NamedQuery',
  'AWS::CloudFront::RealtimeLogConfig',
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::Scheduler::Schedule',
];

describe('tags', () => {
  it('are on every resource that supports them, including resources that the CDK adds', () => {
    const stack = makeStack({
      tags: { team: 'web' },
      attachTo: ['E1EXAMPLE'],
      alarmEmails: ['ops@example.com'],
      addresses: 'hash',
      streamEncryption: 'customer-managed',
      lakeRemoval: 'destroy',
      failureRemoval: 'destroy',
    });
    const without = Object.entries(resourcesOf(Template.fromStack(stack)))
      .filter(([, { Properties }]) => !JSON.stringify(Properties['Tags'] ?? []).includes('"team"'))
      .map(([, { Type }]) => Type)
      .filter((type) => !type.startsWith('Custom::') && !untaggable.includes(type));
    expect(without).toEqual([]);
  });
});
