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

/** Nothing is changed that can be kept. */
export const keepAll: SensitivityPolicy = {
  addresses: 'keep',
  cookies: 'keep',
  headers: 'keep',
  urls: 'keep',
  custom: 'keep',
};

export interface TransformOptions {
  /** Default: those in which records of `fields` can be expected. */
  readonly layouts?: readonly Layout[];
  readonly policy?: SensitivityPolicy;
  readonly compression?: TransformSettings['compression'];
  readonly metrics?: TrafficMetricsSettings;
  readonly otlp?: TransformSettings['otlp'];
  /** ISO 8601. Default: when batches arrive. */
  readonly now?: string;
}

/** Metrics of all requests, no more series than the default. */
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

/** Transforms lines, or records, of a list of fields. */
export function transformLines(
  fields: readonly ConfiguredField[],
  lines: readonly (string | TestRecord)[],
  options: TransformOptions = {},
): TransformResult {
  return newTransform(fields, options).transform(batchOf(lines), Date.parse(options.now ?? arrivalOfBatches));
}

/** The bodies of a result's Parquet files. */
export function parquetFiles({ objects }: TransformResult): Buffer[] {
  return objects.filter(({ key }) => key.startsWith('raw/')).map(({ body }) => body);
}

/** The tables of a result's Parquet files, read by DuckDB. */
export function tablesOf(result: TransformResult): Promise<Columns[]> {
  return Promise.all(parquetFiles(result).map(readByDuckDb));
}

/** The rows of all of a result's Parquet files, read by DuckDB. */
export async function rowsOf(result: TransformResult): Promise<Row[]> {
  return (await tablesOf(result)).flatMap(rowsOfColumns);
}

/** The entries of all of a result's quarantine files. */
export function quarantineOf({ objects }: TransformResult): QuarantineEntry[] {
  return objects
    .filter(({ key }) => key.startsWith('quarantine/'))
    .flatMap(({ body }) => gunzipSync(body).toString().trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as QuarantineEntry);
}
