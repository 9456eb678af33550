import type { z } from 'zod';
import { withDistributions } from '../../core/metrics/seriesLimit.ts';
import { plainName } from '../../core/sensitivity/secretNames.ts';
import { typicalRecordBytes } from '../../core/sizing/recordBytes.ts';
import { estimateShards } from '../../core/sizing/shards.ts';
import { didYouMean } from '../../core/suggestion.ts';
import type { ExistingResources } from '../existing/existingResources.ts';
import { type AlarmSettings, resolveAlarms } from './alarmSettings.ts';
import { type AttachmentTarget, rejectWrongEntry, resolveAttachments } from './attachmentOptions.ts';
import { ConfigurationError, showValue } from './configurationError.ts';
import { checkDestinations } from './destinationOptions.ts';
import { type FieldSettings, resolveFields } from './fieldSettings.ts';
import { type OptionName, optionNames, options } from './options.ts';
import type { PipelineOptions } from './pipelineOptions.ts';
import { rejectTooFar } from './resharding.ts';
import { rejectWithoutEffect } from './withoutEffect.ts';

type Values = { readonly [Name in OptionName]: z.output<(typeof options)[Name]['schema']> };

/** All settings of a pipeline: the validated options, with defaults filled in, and the settings derived from them. */
export interface PipelineSettings extends Omit<Values, 'fields' | 'alarms' | 'attachTo'>, FieldSettings {
  /** Attachments with all defaults filled in. */
  readonly attachTo: readonly Required<AttachmentTarget>[];
  readonly alarms: AlarmSettings;
  /** Existing resources that the pipeline uses instead of creating its own. */
  readonly existing: ExistingResources;
}

/**
 * Validates options, and fills in defaults.
 *
 * @param props the options; not validated yet, because they may come from a JSON file
 * @param existing the existing resources that the options refer to, as constructs
 * @throws ConfigurationError if an option, or a combination of options, can't be deployed
 */
export function resolveSettings(props: PipelineOptions, existing: ExistingResources = {}): PipelineSettings {
  rejectUnknownOptions(props);
  const { fields, alarms, attachTo, ...given } = Object.fromEntries(
    optionNames.map((name) => [name, checkedValue(name, props[name])]),
  ) as Values;
  rejectRepeated('metricSeries', given.metricSeries);
  const values = { ...given, metricSeries: seriesWithObjectives(given) };
  const fieldSettings = resolveFields(fields);
  const traffic = {
    ...values,
    recordBytes: values.recordBytes ?? typicalRecordBytes(fieldSettings.fieldNames),
  };
  rejectRepeated('alarmEmails', values.alarmEmails);
  rejectRepeated('redactNames', values.redactNames);
  rejectRepeated('keepNames', values.keepNames);
  rejectNamesInBoth(values);
  checkDestinations(values.destinations);
  rejectTooManySeries(values);
  rejectAddressesOfGivenTopic(values);
  rejectKeyOfOwnTopic(values);
  const { shards } = estimateShards(traffic);
  const settings = {
    ...traffic,
    ...fieldSettings,
    attachTo: resolveAttachments(attachTo),
    alarms: resolveAlarms(alarms, { ...traffic, shards }),
    existing,
  };
  rejectWithoutEffect(props, settings);
  rejectTooFar({ ...settings, shards });
  return settings;
}

function rejectUnknownOptions(props: object): void {
  const unknown = Object.keys(props).find((name) => !Object.hasOwn(options, name));
  if (unknown !== undefined) {
    throw new ConfigurationError(
      'realtimeLogs',
      `expected options in docs/configuration.md, got '${unknown}'${didYouMean(unknown, optionNames)}`,
    );
  }
}

function checkedValue(name: OptionName, value: unknown): unknown {
  const option = options[name];
  if (value === undefined) return option.default;
  const result = option.schema.safeParse(value);
  if (result.success) return result.data;
  if (name === 'attachTo') rejectWrongEntry(value);
  const own = result.error.issues.find(
    (issue) => issue.code === 'custom' && issue.params?.['isSentence'],
  )?.message;
  throw new ConfigurationError(
    name,
    own ?? `expected ${option.expected}, got ${describeIssue(value, result.error.issues[0])}`,
  );
}

/** Describes a value, or the first wrong part of a long or nested one, and where it is: `"A_b" at [0].name`. */
function describeIssue(value: unknown, issue: z.core.$ZodIssue | undefined): string {
  const whole = showValue(value);
  const depth = issue?.path.length ?? 0;
  if (issue === undefined || depth === 0 || (depth === 1 && !whole.endsWith('…'))) return whole;
  const place = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const wrong = issue.path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown>)?.[key],
    value,
  );
  return `${showValue(wrong)} at ${place.replace(/^\./, '')}`;
}

function rejectRepeated(option: OptionName, values: readonly string[]): void {
  const repeated = values.find((value, index) => values.indexOf(value) !== index);
  if (repeated !== undefined)
    throw new ConfigurationError(option, `expected each once, got ${showValue(repeated)} twice`);
}

function rejectNamesInBoth({ redactNames, keepNames }: Pick<Values, 'redactNames' | 'keepNames'>): void {
  const kept = new Set(keepNames.map(plainName));
  const both = redactNames.find((name) => kept.has(plainName(name)));
  if (both !== undefined) {
    throw new ConfigurationError(
      'keepNames',
      `expected names that aren't in redactNames, got ${showValue(both)} in both`,
    );
  }
}

/** Adds the series of objectives to `metricSeries`, because objectives need their metrics. */
function seriesWithObjectives({ metricSeries, objectives }: Pick<Values, 'metricSeries' | 'objectives'>) {
  return [...new Set([...metricSeries, ...objectives.map(({ series }) => series)])];
}

function rejectTooManySeries({
  metricSeries,
  metricSeriesLimit,
}: Pick<Values, 'metricSeries' | 'metricSeriesLimit'>) {
  const series = withDistributions(metricSeries).length;
  if (series > metricSeriesLimit) {
    throw new ConfigurationError(
      'metricSeries',
      `expected at most ${metricSeriesLimit} series including their distributions, the value of metricSeriesLimit, got ${series}`,
    );
  }
}

function rejectAddressesOfGivenTopic({
  alarmTopicArn,
  alarmEmails,
}: Pick<Values, 'alarmTopicArn' | 'alarmEmails'>) {
  if (alarmTopicArn !== undefined && alarmEmails.length > 0) {
    throw new ConfigurationError(
      'alarmEmails',
      `expected no addresses together with alarmTopicArn (subscribe them to that topic instead), got ${showValue(alarmEmails)}`,
    );
  }
}

function rejectKeyOfOwnTopic({
  alarmTopicArn,
  explanations,
}: Pick<Values, 'alarmTopicArn' | 'explanations'>) {
  if (alarmTopicArn === undefined && explanations !== false && explanations.topicKeyArn !== undefined) {
    throw new ConfigurationError(
      'explanations',
      `expected topicKeyArn only together with alarmTopicArn, because the pipeline knows the key of a topic that it creates, got ${showValue(explanations.topicKeyArn)}`,
    );
  }
}
