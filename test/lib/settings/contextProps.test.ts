import { App } from 'aws-cdk-lib';
import { propsOfContext, strayContextKeys } from '../../../lib/settings/contextProps.ts';
import { contextOfProject } from '../synthesize.ts';

function propsOf(context: Record<string, unknown>) {
  return propsOfContext(new App({ context }).node);
}

describe('propsOfContext', () => {
  it('are the object of cdk.json', () => {
    expect(propsOf({ realtimeLogs: { samplingRate: 10, fields: ['timestamp'] } })).toEqual({
      samplingRate: 10,
      fields: ['timestamp'],
    });
  });

  it('are empty if nothing is configured', () => {
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
  ])('reads %s=%s of the command line', (name, text, value) => {
    expect(propsOf({ [name]: text })).toEqual({ [name]: value });
  });

  it.each([
    ['samplingRate', '2.5', 2.5],
    ['samplingRate', 'all', 'all'],
    ['samplingRate', '', ''],
  ])('leaves the wrong %s=%s to be refused', (name, text, value) => {
    expect(propsOf({ [name]: text })).toEqual({ [name]: value });
  });

  it('lets the command line win', () => {
    expect(propsOf({ realtimeLogs: { samplingRate: 10, headroom: 20 }, samplingRate: '5' })).toEqual({
      samplingRate: 5,
      headroom: 20,
    });
  });

  it('takes the object from the command line as JSON', () => {
    expect(propsOf({ realtimeLogs: '{"samplingRate":10}' })).toEqual({ samplingRate: 10 });
  });

  it.each([
    [5, '5'],
    ['x', '"x"'],
    [['timestamp'], '["timestamp"]'],
  ])('refuses %j as the object', (value, shown) => {
    expect(() => propsOf({ realtimeLogs: value })).toThrow(
      new Error(`realtimeLogs: expected an object of options, got ${shown}`),
    );
  });
});

describe('strayContextKeys', () => {
  it('finds what looks like an option', () => {
    const context = { ...contextOfProject(), realtimeLogs: {}, samplingRate: '5', colorOfLogs: '5' };
    expect(strayContextKeys(new App({ context }).node)).toEqual(['colorOfLogs']);
  });
});

describe('a key that is nearly that of an option', () => {
  it.each([
    ['samplingrate', 'samplingRate'],
    ['sampling-rate', 'samplingRate'],
    ['sampligRate', 'samplingRate'],
    ['realtimeLogs.samplingRate', 'samplingRate'],
    ['realtimelogs', 'realtimeLogs'],
    ['alarmEmail', 'alarmEmails'],
    ['tag', 'tags'],
  ])('is refused: %s', (key, meant) => {
    expect(() => propsOf({ [key]: '50' })).toThrow(
      new Error(`context: expected options of docs/configuration.md, got '${key}'; did you mean '${meant}'?`),
    );
  });

  it.each([
    '@aws-cdk/core:newStyleStackSynthesis',
    'availability-zones:account=1',
    'environment',
    'stage',
    'cli-telemetry',
  ])('is not one of others: %s', (key) => {
    expect(propsOf({ [key]: 'x' })).toEqual({});
  });
});
