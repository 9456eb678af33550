import { defaultNamespace } from '../../core/metrics/definitions.ts';
import { defaultPipelineName } from '../../core/metrics/healthDefinitions.ts';
import type { SeriesName } from '../../core/metrics/seriesLimit.ts';
import type { Compression } from '../../core/parquet/compression.ts';
import {
  type AddressHandling,
  defaultSensitivityPolicy,
  type SensitivityPolicy,
  type TextHandling,
} from '../../core/sensitivity/policy.ts';

/** The consumer's settings, which the deployment gives it as environment variables. */
export interface ConsumerSettings {
  /** `PIPELINE_NAME`: value of the dimension by which the pipeline's own metrics are told apart. Default `cloudfront-realtime-logs`. */
  readonly pipelineName: string;
  /** `LAKE_BUCKET`: bucket of the lake. Required. */
  readonly lakeBucket: string;
  /** `SAMPLING_RATE`: percentage of the requests of which CloudFront sends records, 1 to 100. Default 100. */
  readonly samplingRate: number;
  /** `METRIC_NAMESPACE`: namespace of the traffic's metrics. Default `CloudFront/RealtimeLogs`. */
  readonly metricNamespace: string;
  /** `METRIC_SERIES_LIMIT`: distributions and cache behaviors with metrics of their own. Default 50. */
  readonly metricSeriesLimit: number;
  /** `METRIC_SERIES`: those that come first, a JSON array of texts. Default none. */
  readonly metricSeries: readonly SeriesName[];
  /** `COMPRESSION` of the Parquet files: `zstd` or `gzip`. Default `zstd`. */
  readonly compression: Compression;
  /** `ADDRESSES`, `COOKIES`, `HEADERS`, `URLS`, `CUSTOM` and `HASH_KEY`: what becomes of sensitive text. */
  readonly policy: SensitivityPolicy;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const textHandlings: readonly TextHandling[] = ['keep', 'drop', 'hash'];
const addressHandlings: readonly AddressHandling[] = ['keep', 'drop', 'truncate', 'hash'];
const compressions: readonly Compression[] = ['zstd', 'gzip'];

/**
 * Reads the settings.
 *
 * @throws Error with a sentence for each mistake
 */
export function readSettings(environment: Environment): ConsumerSettings {
  const mistakes: string[] = [];
  const reader = new SettingsReader(environment, mistakes);
  const policy: SensitivityPolicy = {
    addresses: reader.oneOf('ADDRESSES', addressHandlings, defaultSensitivityPolicy.addresses),
    cookies: reader.oneOf('COOKIES', textHandlings, defaultSensitivityPolicy.cookies),
    headers: reader.oneOf('HEADERS', textHandlings, defaultSensitivityPolicy.headers),
    urls: reader.oneOf('URLS', textHandlings, defaultSensitivityPolicy.urls),
    custom: reader.oneOf('CUSTOM', textHandlings, defaultSensitivityPolicy.custom),
    hashKey: environment['HASH_KEY'],
  };
  const settings: ConsumerSettings = {
    pipelineName: environment['PIPELINE_NAME'] || defaultPipelineName,
    lakeBucket: reader.required('LAKE_BUCKET', "the name of the lake's bucket"),
    samplingRate: reader.wholeNumber('SAMPLING_RATE', 1, 100, 100),
    metricNamespace: reader.namespace('METRIC_NAMESPACE', defaultNamespace),
    metricSeriesLimit: reader.wholeNumber('METRIC_SERIES_LIMIT', 1, 10_000, 50),
    metricSeries: reader.texts('METRIC_SERIES'),
    compression: reader.oneOf('COMPRESSION', compressions, 'zstd'),
    policy,
  };
  const { addresses, cookies, headers, urls, custom } = policy;
  if ([addresses, cookies, headers, urls, custom].includes('hash') && !policy.hashKey) {
    mistakes.push('HASH_KEY: expected the key of the hashes where a setting is hash, got none.');
  }
  if (mistakes.length > 0) throw new Error(mistakes.join(' '));
  return settings;
}

/** Reads variables one by one and notes what is wrong with them. */
class SettingsReader {
  readonly #environment: Environment;
  readonly #mistakes: string[];

  constructor(environment: Environment, mistakes: string[]) {
    this.#environment = environment;
    this.#mistakes = mistakes;
  }

  required(name: string, what: string): string {
    const value = this.#environment[name] ?? '';
    if (value === '') this.#mistakes.push(`${name}: expected ${what}, got nothing.`);
    return value;
  }

  wholeNumber(name: string, smallest: number, largest: number, unset: number): number {
    const text = this.#environment[name];
    if (text === undefined || text === '') return unset;
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= smallest && number <= largest) return number;
    this.#mistakes.push(`${name}: expected a whole number from ${smallest} to ${largest}, got '${text}'.`);
    return unset;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], unset: T): T {
    const text = this.#environment[name];
    if (text === undefined || text === '') return unset;
    const value = allowed.find((candidate) => candidate === text);
    if (value === undefined) this.#mistakes.push(`${name}: expected ${allowed.join(' or ')}, got '${text}'.`);
    return value ?? unset;
  }

  namespace(name: string, unset: string): string {
    const text = this.#environment[name] || unset;
    if (!/^(?!AWS\/)[\w.\-/#: ]{1,255}$/.test(text)) {
      this.#mistakes.push(
        `${name}: expected a CloudWatch namespace that does not begin with AWS/, got '${text}'.`,
      );
    }
    return text;
  }

  texts(name: string): string[] {
    const text = this.#environment[name];
    if (text === undefined || text === '') return [];
    try {
      const value: unknown = JSON.parse(text);
      if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    } catch {
      // No JSON is told of like JSON of another shape.
    }
    this.#mistakes.push(`${name}: expected a JSON array of texts, got '${text}'.`);
    return [];
  }
}
