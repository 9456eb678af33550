import { defaultNamespace } from './metrics/definitions.ts';
import { type DetailName, detailNames } from './metrics/detailDefinitions.ts';
import { defaultPipelineName } from './metrics/healthDefinitions.ts';
import type { SeriesName } from './metrics/seriesLimit.ts';
import { type MetricExport, resolveMetricExport } from './otlp/metricExport.ts';
import { type Compression, compressions } from './parquet/compression.ts';
import { type PolicySettings, printPolicy, readPolicy } from './policyVariables.ts';
import {
  type Environment,
  listOfTexts,
  oneOfWords,
  patternText,
  printVariables,
  readVariables,
  requiredText,
  type Variable,
  type Variables,
  wholeNumber,
} from './variables.ts';

/** Smallest and largest limit of series in a configuration. */
export const metricSeriesLimits = [1, 500] as const;

/** Matches CloudWatch namespaces that a pipeline may write to. AWS reserves namespaces that begin with `AWS/`. */
export const namespacePattern = /^(?!AWS\/)[A-Za-z0-9._/#-][A-Za-z0-9._/#:-]{0,254}$/;

/**
 * Settings of the consumer. The deployment writes them to the function's environment variables. The consumer, and
 * commands that do the same work, read them from there.
 */
export interface ConsumerSettings {
  /** Value of the dimension that distinguishes the metrics of pipelines. Default `cloudfront-realtime-logs`. */
  readonly pipelineName: string;
  /** Bucket of the lake. Required. */
  readonly lakeBucket: string;
  /** Percentage of requests for which CloudFront sends records, 1 to 100. Default 100. */
  readonly samplingRate: number;
  /** CloudWatch namespace of traffic metrics. Default `CloudFront/RealtimeLogs`. */
  readonly metricNamespace: string;
  /** Largest number of distributions and cache behaviors with separate metrics. Default 50. */
  readonly metricSeriesLimit: number;
  /** Distributions and cache behaviors that always have separate metrics. Default none. */
  readonly metricSeries: readonly SeriesName[];
  /** Additional metrics of each series. Default none. */
  readonly additionalMetrics: readonly DetailName[];
  /** Compression of the Parquet files. Default `zstd`. */
  readonly compression: Compression;
  /** Export of traffic metrics with OTLP. Default none. */
  readonly metricExport?: MetricExport | undefined;
  /** How sensitive text is handled. */
  readonly policy: PolicySettings;
}

const variables: Variables<Omit<ConsumerSettings, 'policy'>> = {
  pipelineName: patternText('PIPELINE_NAME', /^.+$/, 'a name', defaultPipelineName),
  lakeBucket: requiredText('LAKE_BUCKET', "the name of the lake's bucket"),
  samplingRate: wholeNumber('SAMPLING_RATE', [1, 100], 100),
  metricNamespace: patternText(
    'METRIC_NAMESPACE',
    namespacePattern,
    'a CloudWatch namespace that does not begin with AWS/',
    defaultNamespace,
  ),
  metricSeriesLimit: wholeNumber('METRIC_SERIES_LIMIT', metricSeriesLimits, 50),
  metricSeries: listOfTexts('METRIC_SERIES'),
  additionalMetrics: detailsVariable('ADDITIONAL_METRICS'),
  compression: oneOfWords('COMPRESSION', compressions, 'zstd'),
  metricExport: metricExportVariable('METRIC_EXPORT'),
};

/**
 * Reads the settings from environment variables.
 *
 * @throws Error with one sentence for each mistake
 */
export function readConsumerSettings(environment: Environment): ConsumerSettings {
  const mistakes: string[] = [];
  const own = readVariables(variables, environment, mistakes);
  const policy = readPolicy(environment, mistakes);
  if (mistakes.length > 0) throw new Error(mistakes.join(' '));
  return { ...own, policy };
}

/** Formats the settings as environment variables: the inverse of {@link readConsumerSettings}. */
export function printConsumerSettings({ policy, ...own }: ConsumerSettings): Record<string, string> {
  return { ...printVariables(variables, own), ...printPolicy(policy) };
}

/** Names of additional metrics, stored as a JSON array. Default none. */
function detailsVariable(name: string): Variable<readonly DetailName[]> {
  const texts = listOfTexts(name);
  const areKnown = (names: readonly string[]): names is readonly DetailName[] =>
    names.every((one) => detailNames.some((known) => known === one));
  return {
    ...texts,
    expected: `a JSON array of ${detailNames.join(', ')}`,
    default: { value: [] },
    read: (text) => {
      const names = texts.read(text);
      return names !== undefined && areKnown(names) ? names : undefined;
    },
  };
}

/** An export of metrics, stored as a JSON object. Default none. */
function metricExportVariable(name: string): Variable<MetricExport | undefined> {
  return {
    name,
    expected: 'a JSON object that describes an export of metrics',
    default: { value: undefined },
    read: (text) => {
      try {
        const resolved = resolveMetricExport(JSON.parse(text));
        return typeof resolved === 'string' ? undefined : resolved;
      } catch {
        return undefined;
      }
    },
    print: (value) => (value === undefined ? '' : JSON.stringify(value)),
  };
}
