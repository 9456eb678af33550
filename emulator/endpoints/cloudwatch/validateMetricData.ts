import { ServiceError } from '../serviceError.ts';
import type { StatisticSet, WireMetricDatum } from './metricDatum.ts';

/** PutMetricData, MetricDatum and Dimension pages of the CloudWatch API reference, 2026-11. */
const limits = {
  data: 1000,
  distinctValues: 150,
  dimensions: 30,
  nameLength: 255,
  dimensionValueLength: 1024,
  magnitude: 2 ** 360,
  secondsPast: 14 * 24 * 60 * 60,
  secondsAhead: 2 * 60 * 60,
} as const;

const units = new Set(
  `Seconds Microseconds Milliseconds Bytes Kilobytes Megabytes Gigabytes Terabytes Bits Kilobits Megabits Gigabits
  Terabits Percent Count Bytes/Second Kilobytes/Second Megabytes/Second Gigabytes/Second Terabytes/Second
  Bits/Second Kilobits/Second Megabits/Second Gigabits/Second Terabits/Second Count/Second None`.split(/\s+/),
);

/** The part of PutMetricData's input that this endpoint supports. */
export interface PutMetricDataInput {
  readonly Namespace?: string;
  readonly MetricData?: readonly WireMetricDatum[];
}

/**
 * Validates a call, and throws its first error, as the service does. If one datum is invalid, no datum is
 * stored.
 *
 * @param now epoch seconds
 */
export function validateMetricData(
  { Namespace: namespace, MetricData: data }: PutMetricDataInput,
  now: number,
): void {
  if (!namespace || namespace.length > limits.nameLength || namespace.startsWith(':')) {
    throw invalid('Namespace', `must have 1 to ${limits.nameLength} characters and not begin with a colon`);
  }
  if (namespace.startsWith('AWS/')) throw invalid('Namespace', 'must not start with AWS/');
  if (!data?.length) throw missing('MetricData');
  if (data.length > limits.data) {
    throw invalid('MetricData', `must not contain more than ${limits.data} data, got ${data.length}`);
  }
  data.forEach((datum, index) => {
    validateDatum(datum, `MetricData.member.${index + 1}`, now);
  });
}

function validateDatum(datum: WireMetricDatum, path: string, now: number): void {
  const { MetricName: name, Dimensions: dimensions = [], Unit: unit, StorageResolution: resolution } = datum;
  if (!name) throw missing(`${path}.MetricName`);
  if (name.length > limits.nameLength) {
    throw invalid(
      `${path}.MetricName`,
      `must have at most ${limits.nameLength} characters, got ${name.length}`,
    );
  }
  validateDimensions(dimensions, path);
  validateTimestamp(datum.Timestamp, path, now);
  validateValues(datum, path);
  if (unit !== undefined && !units.has(unit)) throw invalid(`${path}.Unit`, `must be a unit, got '${unit}'`);
  if (resolution !== undefined && resolution !== 1 && resolution !== 60) {
    throw invalid(`${path}.StorageResolution`, `must be 1 or 60, got ${resolution}`);
  }
}

function validateDimensions(dimensions: NonNullable<WireMetricDatum['Dimensions']>, path: string): void {
  if (dimensions.length > limits.dimensions) {
    throw invalid(
      `${path}.Dimensions`,
      `must not contain more than ${limits.dimensions}, got ${dimensions.length}`,
    );
  }
  const names = new Set<string>();
  dimensions.forEach(({ Name: name = '', Value: value = '' }, index) => {
    const dimension = `${path}.Dimensions.member.${index + 1}`;
    validateDimensionText(`${dimension}.Name`, name, limits.nameLength);
    validateDimensionText(`${dimension}.Value`, value, limits.dimensionValueLength);
    if (name.startsWith(':')) throw invalid(`${dimension}.Name`, 'must not begin with a colon');
    if (names.has(name)) throw invalid(`${dimension}.Name`, `must be unique, got '${name}' twice`);
    names.add(name);
  });
}

function validateDimensionText(path: string, text: string, length: number): void {
  if (text.trim() === '') throw invalid(path, 'must contain a character other than a space');
  if (text.length > length) throw invalid(path, `must have at most ${length} characters, got ${text.length}`);
  if (/[^\x20-\x7e]/.test(text)) throw invalid(path, 'must be ASCII without control characters');
}

function validateTimestamp(timestamp: number | undefined, path: string, now: number): void {
  if (timestamp === undefined) return;
  if (timestamp < now - limits.secondsPast) {
    throw invalid(`${path}.Timestamp`, 'must specify a time no more than two weeks in the past');
  }
  if (timestamp > now + limits.secondsAhead) {
    throw invalid(`${path}.Timestamp`, 'must specify a time within two hours in the future');
  }
}

function validateValues(datum: WireMetricDatum, path: string): void {
  const { Value: value, Values: values, Counts: counts, StatisticValues: set } = datum;
  const given = [value, values, set].filter((each) => each !== undefined).length;
  if (given === 0) throw missing(`${path}.Value, Values or StatisticValues`);
  if (given > 1) {
    throw new ServiceError(
      'InvalidParameterCombinationException',
      `The parameters ${path}.Value, Values and StatisticValues are mutually exclusive and you have specified ${given}.`,
      { queryCode: 'InvalidParameterCombination' },
    );
  }
  if (value !== undefined) validateNumber(`${path}.Value`, value);
  if (set) validateStatisticSet(`${path}.StatisticValues`, set);
  if (values) validateDistribution(path, values, counts);
  else if (counts) throw invalid(`${path}.Counts`, 'requires Values');
}

function validateDistribution(
  path: string,
  values: readonly (number | string)[],
  counts: readonly (number | string)[] | undefined,
): void {
  if (values.length === 0 || values.length > limits.distinctValues) {
    throw invalid(
      `${path}.Values`,
      `must contain 1 to ${limits.distinctValues} values, got ${values.length}`,
    );
  }
  if (counts && counts.length !== values.length) {
    throw invalid(
      `${path}.Counts`,
      `must contain as many numbers as Values, ${values.length}, got ${counts.length}`,
    );
  }
  for (const each of values) validateNumber(`${path}.Values`, each);
  for (const each of counts ?? []) {
    validateNumber(`${path}.Counts`, each);
    if (Number(each) <= 0)
      throw invalid(`${path}.Counts`, `must contain numbers greater than 0, got ${each}`);
  }
}

function validateStatisticSet(path: string, set: StatisticSet): void {
  for (const name of ['SampleCount', 'Sum', 'Minimum', 'Maximum'] as const) {
    if (set[name] === undefined) throw missing(`${path}.${name}`);
    validateNumber(`${path}.${name}`, set[name]);
  }
  if (set.SampleCount <= 0)
    throw invalid(`${path}.SampleCount`, `must be greater than 0, got ${set.SampleCount}`);
  if (set.Minimum > set.Maximum)
    throw invalid(path, `must have a Minimum of at most its Maximum, ${set.Maximum}`);
}

function validateNumber(path: string, value: number | string): void {
  if (typeof value !== 'number') throw invalid(path, `must be a finite number, got ${value}`);
  if (Math.abs(value) > limits.magnitude) {
    throw invalid(path, `must be between -2^360 and 2^360, got ${value}`);
  }
}

function invalid(path: string, demand: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', `The parameter ${path} ${demand}.`, {
    queryCode: 'InvalidParameterValue',
  });
}

function missing(path: string): ServiceError {
  return new ServiceError('MissingRequiredParameterException', `The parameter ${path} is required.`, {
    queryCode: 'MissingParameter',
  });
}
