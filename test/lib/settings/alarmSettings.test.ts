import { alarmNames } from '../../../lib/settings/alarmOptions.ts';
import { resolveAlarms } from '../../../lib/settings/alarmSettings.ts';
import type { AlarmThresholds } from '../../../lib/settings/alarmThresholds.ts';
import { resolveSettings } from '../../../lib/settings/pipelineSettings.ts';

const expected = { ...resolveSettings({}), shards: 1 };
const defaults = resolveAlarms({}, expected);

function refusal(given: AlarmThresholds): string {
  try {
    resolveAlarms(given, expected);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`expected ${JSON.stringify(given)} to be refused`);
}

/** Returns the default threshold of the monthly cost. */
function usualCost(props: Parameters<typeof resolveSettings>[0]): number | false {
  return resolveSettings(props).alarms.monthlyCost;
}

describe('resolveAlarms', () => {
  it('has a threshold for every alarm', () => {
    expect(Object.keys(defaults)).toEqual(alarmNames);
    for (const name of alarmNames) expect(defaults[name]).not.toBe(false);
  });

  it('accepts thresholds, and turns single alarms off', () => {
    expect(resolveAlarms({ serverErrorRate: 2.5, noRecords: false }, expected)).toEqual({
      ...defaults,
      serverErrorRate: 2.5,
      noRecords: false,
    });
  });

  it('turns all alarms off', () => {
    expect(new Set(Object.values(resolveAlarms(false, expected)))).toEqual(new Set([false]));
  });

  it.each([
    [
      { quarantineRate: 101 },
      'alarms.quarantineRate: expected a number of percent from 0 to 100, or false, got 101',
    ],
    [
      { noRecords: 12 },
      'alarms.noRecords: expected a number of minutes from 5 to 1440, a multiple of 5, or false, got 12',
    ],
    [
      { monthlyCost: 0 },
      'alarms.monthlyCost: expected a number of dollars from 1 to 1000000000, or false, got 0',
    ],
    [
      { consumerBehind: Number.NaN },
      'alarms.consumerBehind: expected a number of percent from 1 to 90, or false, got NaN',
    ],
  ])('rejects %j', (given, sentence) => {
    expect(refusal(given)).toBe(sentence);
  });

  it('has a default for monthlyCost at three quarters of the peak rate, including the stream and its batches', () => {
    expect(usualCost({ requestsPerSecond: 1000 })).toBe(64);
    expect(usualCost({ requestsPerSecond: 1000, samplingRate: 10 })).toBe(19);
    expect(usualCost({ requestsPerSecond: 50_000 })).toBe(3171);
    expect(usualCost({ requestsPerSecond: 1000, capacity: 'on-demand' })).toBe(262);
  });

  it('has a default for monthlyCost slightly above the cost of a stream without traffic', () => {
    expect(usualCost({ requestsPerSecond: 0.001 })).toBe(11);
    expect(usualCost({ requestsPerSecond: 1 })).toBe(14);
  });
});
