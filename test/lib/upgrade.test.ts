import { readFileSync } from 'node:fs';
import type { PipelineOptions } from '../../lib/settings/pipelineOptions.ts';
import { type Resource, resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

/** Deployments of the last release: the template, and its configuration. */
const releases: readonly [string, PipelineOptions][] = [
  ['release-0.1.0.default', {}],
  [
    'release-0.1.0.full',
    {
      streamEncryption: 'customer-managed',
      addresses: 'hash',
      attachTo: ['E1EXAMPLE'],
      alarmEmails: ['ops@example.com'],
      metricSeries: ['d111111abcdef8.cloudfront.net'],
      lakeRemoval: 'destroy',
      failureRemoval: 'destroy',
      tags: { team: 'web' },
    },
  ],
];

/**
 * Properties whose change replaces a resource that contains data or records, or that other stacks refer to
 * (CloudFormation template reference, 'Update requires: Replacement', November 2026).
 */
const replacing: Readonly<Record<string, readonly string[]>> = {
  'AWS::Kinesis::Stream': ['Name'],
  'AWS::Lambda::EventSourceMapping': ['EventSourceArn', 'StartingPosition', 'StartingPositionTimestamp'],
  'AWS::S3::Bucket': ['BucketName', 'ObjectLockEnabled'],
  'AWS::CloudFront::RealtimeLogConfig': ['Name'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::Glue::Database': ['CatalogId'],
  'AWS::Glue::Table': ['CatalogId', 'DatabaseName'],
  'AWS::Athena::WorkGroup': ['Name'],
  'AWS::SNS::Topic': ['TopicName'],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', 'Description', 'Path'],
  'Custom::LogConfigurationAttachment': ['ServiceToken', 'DistributionId'],
  'Custom::ExpectedLayouts': ['ServiceToken'],
  'Custom::ConfirmedLayout': ['ServiceToken'],
};

describe.each(releases)('an upgrade from %s', (fixture, props) => {
  const before: Record<string, Resource> = JSON.parse(
    readFileSync(`test/lib/fixtures/${fixture}.json`, 'utf8'),
  );
  const after = resourcesOf(synthesize(props));

  it('removes no resource and changes no type of a resource', () => {
    const types = Object.entries(before).map(([id, { Type }]) => [id, Type]);
    expect(types.map(([id]) => [id, after[id]?.Type])).toEqual(types);
  });

  it.each(Object.keys(before))('does not replace %s', (id) => {
    for (const property of replacing[before[id].Type] ?? []) {
      expect([property, after[id].Properties?.[property]]).toEqual([
        property,
        before[id].Properties?.[property],
      ]);
    }
  });

  it('still retains the same resources when the stack is deleted', () => {
    const kept = Object.keys(before).filter((id) => before[id].DeletionPolicy === 'Retain');
    for (const id of kept) expect(after[id].DeletionPolicy).toMatch(/^Retain/);
    for (const id of kept) expect(after[id].UpdateReplacePolicy).toBe('Retain');
  });
});
