import { App } from 'aws-cdk-lib';
import { propsOfContext, unknownContextKeys } from '../../../lib/settings/contextProps.ts';
import { contextOfProject } from '../synthesize.ts';

function propsOf(context: Record<string, unknown>) {
  return propsOfContext(new App({ context }).node);
}

describe('propsOfContext', () => {
  it('returns the object in cdk.json', () => {
    expect(propsOf({ realtimeLogs: { samplingRate: 10, fields: ['timestamp'] } })).toEqual({
      samplingRate: 10,
      fields: ['timestamp'],
    });
  });

  it('returns an empty object if nothing is configured', () => {
    expect(propsOf({})).toEqual({});
  });

  it.each([
    ['samplingRate', '10', 10],
    ['requestsPerSecond', '1e3', 1000],
    ['name', 'video', 'video'],
    ['fields', 'timestamp,sc-status', 'timestamp,sc-status'],
    [
      'metricSeries',
      'd1.cloudfront.net, d2.cloudfront.net /a/*',
      ['d1.cloudfront.net', 'd2.cloudfront.net /a/*'],
    ],
    ['metricSeries', '["d1.cloudfront.net /a,b"]', ['d1.cloudfront.net /a,b']],
    ['tags', '{"team":"web"}', { team: 'web' }],
    ['attachTo', 'E1EXAMPLE,E2EXAMPLE', ['E1EXAMPLE', 'E2EXAMPLE']],
    [
      'attachTo',
      '[{"distributionId":"E1EXAMPLE","behaviors":["default"]}]',
      [{ distributionId: 'E1EXAMPLE', behaviors: ['default'] }],
    ],
  ])('reads %s=%s from the command line', (name, text, value) => {
    expect(propsOf({ [name]: text })).toEqual({ [name]: value });
  });

  it.each([
    ['samplingRate', '2.5', 2.5],
    ['samplingRate', 'all', 'all'],
    ['samplingRate', '', ''],
  ])('returns the invalid %s=%s unchanged, so that it is rejected later', (name, text, value) => {
    expect(propsOf({ [name]: text })).toEqual({ [name]: value });
  });

  it('prefers the command line to cdk.json', () => {
    expect(propsOf({ realtimeLogs: { samplingRate: 10, headroom: 20 }, samplingRate: '5' })).toEqual({
      samplingRate: 5,
      headroom: 20,
    });
  });

  it('accepts the object as JSON on the command line', () => {
    expect(propsOf({ realtimeLogs: '{"samplingRate":10}' })).toEqual({ samplingRate: 10 });
  });

  it.each([
    [5, '5'],
    ['x', '"x"'],
    [['timestamp'], '["timestamp"]'],
  ])('rejects %j as the object', (value, shown) => {
    expect(() => propsOf({ realtimeLogs: value })).toThrow(
      new Error(`realtimeLogs: expected an object of options, got ${shown}`),
    );
  });
});

describe('unknownContextKeys', () => {
  it('finds keys that look like options', () => {
    const context = { ...contextOfProject(), realtimeLogs: {}, samplingRate: '5', colorOfLogs: '5' };
    expect(unknownContextKeys(new App({ context }).node)).toEqual(['colorOfLogs']);
  });
});

describe('a misspelled option', () => {
  it.each([
    ['samplingrate', 'samplingRate'],
    ['sampling-rate', 'samplingRate'],
    ['sampligRate', 'samplingRate'],
    ['realtimeLogs.samplingRate', 'samplingRate'],
    ['realtimelogs', 'realtimeLogs'],
    ['alarmEmail', 'alarmEmails'],
    ['tag', 'tags'],
  ])('is rejected: %s', (key, meant) => {
    expect(() => propsOf({ [key]: '50' })).toThrow(
      new Error(`context: expected options in docs/configuration.md, got '${key}'; did you mean '${meant}'?`),
    );
  });

  it.each([
    '@aws-cdk/core:newStyleStackSynthesis',
    'availability-zones:account=1',
    'environment',
    'stage',
    'cli-telemetry',
  ])('is not confused with a key of the CDK: %s', (key) => {
    expect(propsOf({ [key]: 'x' })).toEqual({});
  });
});
