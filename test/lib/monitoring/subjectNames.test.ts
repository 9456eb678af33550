import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { alarmNameOf, hashOfSubject } from '../../../lib/monitoring/subjectNames.ts';
import { RealtimeLogPipeline } from '../../../lib/realtimeLogPipeline.ts';
import { makeApp } from '../synthesize.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

/** Returns the hash for a distribution of an app that has created some placeholders before. */
function hashAfter(placeholders: number): string {
  for (let number = 0; number < placeholders; number++) Lazy.string({ produce: () => 'a' }).length;
  const stack = new Stack(new App(), 'Site');
  const web = new Distribution(stack, 'Web', {
    defaultBehavior: { origin: new HttpOrigin('a.example.com') },
  });
  return hashOfSubject(stack, `${web.distributionDomainName} /images/*`);
}

describe('the ID of an alarm on a distribution of the app', () => {
  it('does not depend on the rest of the app', () => {
    expect(hashAfter(7)).toBe(hashAfter(0));
  });

  it('differs for distributions of other stacks that have the same logical ID', () => {
    const app = new App();
    const [images, videos] = ['Images', 'Videos'].map(
      (id) =>
        new Distribution(new Stack(app, id), 'Web', {
          defaultBehavior: { origin: new HttpOrigin('a.example.com') },
        }).distributionDomainName,
    );
    const stack = new Stack(app, 'Logs');
    expect(hashOfSubject(stack, images as string)).not.toBe(hashOfSubject(stack, videos as string));
  });

  it('is that of the domain name if it is known', () => {
    const stack = new Stack();
    expect(hashOfSubject(stack, 'd1.cloudfront.net')).toBe(hashOfSubject(stack, 'd1.cloudfront.net'));
    expect(hashOfSubject(stack, 'd1.cloudfront.net')).not.toBe(hashOfSubject(stack, 'd2.cloudfront.net'));
  });
});

describe('the name of an alarm', () => {
  it('has at most 255 characters, and no part of a placeholder is cut off', () => {
    expect(alarmNameOf('a'.repeat(300))).toBe('a'.repeat(255));
    const domain = Lazy.string({ produce: () => 'd1.cloudfront.net' });
    const name = `${'a'.repeat(250)} ${domain}`;
    expect(alarmNameOf(name)).toBe(name);
  });
});

it('alarms, metrics, and the environment refer to a distribution of the app, without a circular dependency', () => {
  const stack = new Stack(makeApp(), 'Site');
  const web = new Distribution(stack, 'Web', {
    defaultBehavior: { origin: new HttpOrigin('a.example.com') },
  });
  const series = web.distributionDomainName;
  const logs = new RealtimeLogPipeline(stack, 'Logs', { objectives: [{ series, availability: 99.9 }] });
  logs.attach(web);
  const domain = { 'Fn::GetAtt': [expect.stringMatching(/^Web/), 'DomainName'] };
  const names = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::CompositeAlarm')).map(
    ({ Properties }) => Properties.AlarmName,
  );
  expect(names).toEqual([
    { 'Fn::Join': ['', ['site-logs Availability fast burn: ', domain]] },
    { 'Fn::Join': ['', ['site-logs Availability slow burn: ', domain]] },
  ]);
});
