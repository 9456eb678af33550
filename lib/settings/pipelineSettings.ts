import type { z } from 'zod';
import { typicalRecordBytes } from '../../core/sizing/recordBytes.ts';
import { ConfigurationError, shown } from './configurationError.ts';
import { type FieldSettings, resolveFields } from './fieldSettings.ts';
import { type OptionName, optionNames, options } from './options.ts';
import type { RealtimeLogPipelineProps } from './pipelineProps.ts';

type Values = { readonly [Name in OptionName]: z.output<(typeof options)[Name]['schema']> };

/** Everything that is decided about a pipeline: each option with a valid value, and what follows from them. */
export interface PipelineSettings extends Omit<Values, 'fields'>, FieldSettings {}

/**
 * Fills in defaults and refuses what cannot be deployed.
 *
 * @param props what is configured; unchecked, since it may come from a JSON file
 * @throws ConfigurationError of one sentence
 */
export function resolveSettings(props: RealtimeLogPipelineProps): PipelineSettings {
  rejectUnknownOptions(props);
  const { fields, ...values } = Object.fromEntries(
    optionNames.map((name) => [name, checkedValue(name, props[name])]),
  ) as Values;
  const fieldSettings = resolveFields(fields);
  const settings = {
    ...values,
    ...fieldSettings,
    recordBytes: values.recordBytes ?? typicalRecordBytes(fieldSettings.fieldNames),
  };
  rejectTooManySeries(settings);
  return settings;
}

function rejectUnknownOptions(props: object): void {
  const unknown = Object.keys(props).find((name) => !(name in options));
  if (unknown !== undefined) {
    throw new ConfigurationError(
      'realtimeLogs',
      `expected options of docs/configuration.md, got '${unknown}'`,
    );
  }
}

function checkedValue(name: OptionName, value: unknown): unknown {
  const option = options[name];
  if (value === undefined) return option.default;
  const result = option.schema.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigurationError(name, `expected ${option.expected}, got ${shown(value)}`);
}

function rejectTooManySeries({
  metricSeries,
  metricSeriesLimit,
}: Pick<Values, 'metricSeries' | 'metricSeriesLimit'>) {
  if (metricSeries.length > metricSeriesLimit) {
    throw new ConfigurationError(
      'metricSeries',
      `expected at most ${metricSeriesLimit} series, as metricSeriesLimit says, got ${metricSeries.length}`,
    );
  }
}
