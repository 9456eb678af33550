import { ConfigurationError } from './settings/configurationError.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** Bytes of all variables of a function together (Lambda developer guide, 'Lambda quotas', November 2026). */
const largestEnvironment = 4096;

/** Bytes taken up by what is only known when deployed: names of buckets, keys of hashes. */
const bytesOfReferences = 256;

/** What the consumer is told of where it runs. */
export interface ConsumerEnvironmentProps {
  readonly lakeBucketName: string;
  /** Key of the hashes, where something is hashed. */
  readonly hashKey: string | undefined;
}

/**
 * The consumer's environment variables, the whole of what it is told.
 *
 * @throws ConfigurationError where they do not fit a function
 */
export function consumerEnvironment(
  settings: PipelineSettings,
  { lakeBucketName, hashKey }: ConsumerEnvironmentProps,
): Record<string, string> {
  const environment = {
    PIPELINE_NAME: settings.name,
    LAKE_BUCKET: lakeBucketName,
    SAMPLING_RATE: `${settings.samplingRate}`,
    COMPRESSION: settings.compression,
    METRIC_NAMESPACE: settings.metricNamespace,
    METRIC_SERIES_LIMIT: `${settings.metricSeriesLimit}`,
    METRIC_SERIES: JSON.stringify(settings.metricSeries),
    ADDRESSES: settings.addresses,
    COOKIES: settings.cookies,
    HEADERS: settings.headers,
    URLS: settings.urls,
    CUSTOM: settings.custom,
    ...(hashKey !== undefined && { HASH_KEY: hashKey }),
  };
  rejectTooLarge(environment);
  return environment;
}

function rejectTooLarge({ LAKE_BUCKET: _, HASH_KEY: __, ...known }: Record<string, string>): void {
  const bytes = Object.entries(known).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name + value),
    0,
  );
  const left = largestEnvironment - bytesOfReferences;
  if (bytes > left) {
    throw new ConfigurationError(
      'metricSeries',
      `expected names that fit the ${left} bytes of a function's environment, got ${bytes} bytes with the other options`,
    );
  }
}
