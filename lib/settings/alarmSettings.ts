import { type LogCostOptions, logCost } from '../../core/sizing/logCost.ts';
import { hoursOfMonth } from '../../core/sizing/prices.ts';
import { didYouMean } from '../../core/suggestion.ts';
import { type AlarmName, type AlarmOption, alarmNames, alarmOptions } from './alarmOptions.ts';
import type { AlarmThresholdOptions } from './alarmThresholds.ts';
import { ConfigurationError, showValue } from './configurationError.ts';

/** The threshold of every alarm; `false` if the alarm is turned off. */
export type AlarmSettings = { readonly [Name in AlarmName]: number | false };

/** Input for the default threshold of the monthly cost. */
export interface ExpectedTraffic extends LogCostOptions {
  readonly requestsPerSecond: number;
  readonly samplingRate: number;
  readonly batchWindowSeconds: number;
}

/** Highest usual ratio of a day's mean rate to its peak rate. On a typical day, the ratio is one half. */
const shareOfPeakRate = 0.75;

/** Shards of a new on-demand stream (Kinesis developer guide, 'Choose the data stream capacity mode', November 2026: 4 MB/s). */
const shardsOnDemand = 4;

/** Records in a full batch, and the duration of its invocation in milliseconds, somewhat longer than measured. */
const recordsOfBatch = 5000;
const millisecondsOfBatch = 200;

/**
 * Returns the threshold of every alarm, with defaults filled in.
 *
 * @param given the configuration; `false` if all alarms are turned off
 * @throws ConfigurationError naming the unknown alarm, or the invalid threshold
 */
export function resolveAlarms(
  given: AlarmThresholdOptions | false,
  expected: ExpectedTraffic,
): AlarmSettings {
  if (given !== false) rejectUnknownAlarms(given);
  return Object.fromEntries(
    alarmNames.map((name) => [
      name,
      given !== false &&
        (given[name] === undefined ? defaultOf(name, expected) : checkThreshold(name, given[name])),
    ]),
  ) as AlarmSettings;
}

/** Describes the valid thresholds of an alarm. Completes the phrase 'expected …'. */
export function expectedThreshold({ smallest, largest, step, unit }: AlarmOption): string {
  const multiple = step === undefined ? '' : `, a multiple of ${step}`;
  return `a number of ${unit} from ${smallest} to ${largest}${multiple}`;
}

function rejectUnknownAlarms(given: AlarmThresholdOptions): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(alarmOptions, name));
  if (unknown !== undefined) {
    const problem = `expected names of alarms in docs/configuration.md, got '${unknown}'${didYouMean(unknown, alarmNames)}`;
    throw new ConfigurationError('alarms', problem);
  }
}

function checkThreshold(name: AlarmName, value: number | false): number | false {
  const option: AlarmOption = alarmOptions[name];
  const { smallest, largest, step = 0 } = option;
  if (value === false) return value;
  if (value >= smallest && value <= largest && (step === 0 || value % step === 0)) return value;
  throw new ConfigurationError(
    `alarms.${name}`,
    `expected ${expectedThreshold(option)}, or false, got ${showValue(value)}`,
  );
}

function defaultOf(name: AlarmName, expected: ExpectedTraffic): number {
  return alarmOptions[name].default ?? expectedMonthlyCost(expected);
}

/** Returns the monthly cost of the expected traffic in dollars, rounded up. A day that costs more isn't as planned. */
function expectedMonthlyCost(expected: ExpectedTraffic): number {
  const { ofMonth, ofRecord, ofInvocation, ofMillisecond } = logCost(expected);
  const seconds = hoursOfMonth * 3600;
  const records = (seconds * expected.requestsPerSecond * expected.samplingRate) / 100;
  const shards = Math.max(expected.shards, expected.capacity === 'on-demand' ? shardsOnDemand : 1);
  const invocations = Math.max(
    records / recordsOfBatch,
    Math.min(records, (shards * seconds) / Math.max(1, expected.batchWindowSeconds)),
  );
  const batches = invocations * (ofInvocation + millisecondsOfBatch * ofMillisecond);
  return Math.ceil(ofMonth + shareOfPeakRate * records * ofRecord + batches);
}
