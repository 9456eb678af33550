import { gunzipSync } from 'node:zlib';
import type { QuarantineEntry } from '../../core/lake/quarantine.ts';
import { type ConfiguredField, expectedLayouts, type Layout } from '../../core/layouts/layout.ts';
import { SeriesLimit } from '../../core/metrics/seriesLimit.ts';
import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import {
  type TrafficMetricsSettings,
  Transform,
  type TransformResult,
  type TransformSettings,
} from '../../core/transform.ts';
import { arrivalOfBatches, batchOf, type TestRecord } from './batches.ts';
import { type Columns, type Row, readByDuckDb, rowsOfColumns } from './parquetReaders.ts';

/** Settings that keep all text that can be kept. */
export const keepAll: SensitivityPolicy = {
  addresses: 'keep',
  cookies: 'keep',
  headers: 'keep',
  urls: 'keep',
  custom: 'keep',
};

export interface TransformOptions {
  /** Default: the expected layouts for `fields`. */
  readonly layouts?: readonly Layout[];
  readonly policy?: SensitivityPolicy;
  readonly compression?: TransformSettings['compression'];
  readonly metrics?: TrafficMetricsSettings;
  readonly otlp?: TransformSettings['otlp'];
  /** ISO 8601. Default: the arrival time of batches. */
  readonly now?: string;
}

/** Metrics of all requests, with the default maximum of series. */
export function metricsSettings(options: Partial<TrafficMetricsSettings> = {}): TrafficMetricsSettings {
  return { limit: new SeriesLimit(50), samplingRate: 100, ...options };
}

export function newTransform(fields: readonly ConfiguredField[], options: TransformOptions = {}): Transform {
  return new Transform({
    layouts: options.layouts ?? expectedLayouts(fields),
    policy: options.policy ?? defaultSensitivityPolicy,
    compression: options.compression ?? 'zstd',
    metrics: options.metrics,
    otlp: options.otlp,
  });
}

/** Transforms lines or records with a list of fields. */
export function transformLines(
  fields: readonly ConfiguredField[],
  lines: readonly (string | TestRecord)[],
  options: TransformOptions = {},
): TransformResult {
  return newTransform(fields, options).transform(batchOf(lines), Date.parse(options.now ?? arrivalOfBatches));
}

/** Returns the bodies of a result's Parquet files. */
export function parquetFiles({ objects }: TransformResult): Buffer[] {
  return objects.filter(({ key }) => key.startsWith('raw/')).map(({ body }) => body);
}

/** Returns the tables of a result's Parquet files, read by DuckDB. */
export function tablesOf(result: TransformResult): Promise<Columns[]> {
  return Promise.all(parquetFiles(result).map(readByDuckDb));
}

/** Returns the rows of all Parquet files of a result, read by DuckDB. */
export async function rowsOf(result: TransformResult): Promise<Row[]> {
  return (await tablesOf(result)).flatMap(rowsOfColumns);
}

/** Returns the entries of all quarantine files of a result. */
export function quarantineOf({ objects }: TransformResult): QuarantineEntry[] {
  return objects
    .filter(({ key }) => key.startsWith('quarantine/'))
    .flatMap(({ body }) => gunzipSync(body).toString().trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as QuarantineEntry);
}
