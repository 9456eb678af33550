import { type BatchHealth, HealthTally } from './batchHealth.ts';
import { partition, quarantineKey, rawKey } from './lake/keys.ts';
import type { LakeObject } from './lake/lakeObject.ts';
import { printQuarantine } from './lake/quarantine.ts';
import { parquetColumnsOf, quarantineEntries } from './lakeContents.ts';
import type { Layout } from './layouts/layout.ts';
import type { MetricDatum } from './metrics/datum.ts';
import type { DetailName } from './metrics/detailDefinitions.ts';
import type { SeriesLimit } from './metrics/seriesLimit.ts';
import { type TrafficColumns, trafficColumns } from './metrics/trafficColumns.ts';
import { trafficMetrics } from './metrics/trafficMetrics.ts';
import type { FindColumn } from './otlp/attributeSets.ts';
import type { OtlpMetrics } from './otlp/otlpMetrics.ts';
import type { Compression } from './parquet/compression.ts';
import { writeParquetFile } from './parquet/parquetFile.ts';
import type { Batch } from './records/batch.ts';
import { type ArrivalHour, BatchReader, type ReadLines } from './records/batchReader.ts';
import { suspectFields } from './records/suspectFields.ts';
import type { SensitivityPolicy } from './sensitivity/policy.ts';
import { createdBy } from './version.ts';

export interface TransformSettings {
  /** The known layouts of records. */
  readonly layouts: readonly Layout[];
  readonly policy: SensitivityPolicy;
  readonly compression: Compression;
  /** Settings of metrics. Default: no metrics. */
  readonly metrics?: TrafficMetricsSettings | undefined;
  /** Creates the OTLP requests. Default: no export. */
  readonly otlp?: OtlpMetrics | undefined;
}

export interface TrafficMetricsSettings {
  readonly limit: SeriesLimit;
  /** Percentage of requests that have records, 1 to 100. */
  readonly samplingRate: number;
  /** Metrics of the option `additionalMetrics`. Default none. */
  readonly additional?: readonly DetailName[] | undefined;
}

export interface TransformResult {
  /** Objects to put. The batch is done only after all of them are stored. */
  readonly objects: readonly LakeObject[];
  /** Metrics to put after the objects are stored in the lake. */
  readonly metrics: readonly MetricDatum[];
  /** Bodies of OTLP requests to send after the objects are stored in the lake. */
  readonly otlpRequests: readonly Uint8Array[];
  readonly health: BatchHealth;
}

/** Minimum number of values of a field, in an hour of a batch, from which a field can be suspect. */
const minValuesToJudge = 10;

/**
 * Converts the records of a batch to the lake's objects and metrics. It reuses its memory for the next batch,
 * but its results don't share that memory.
 */
export class Transform {
  readonly #settings: TransformSettings;
  readonly #reader: BatchReader;

  constructor(settings: TransformSettings) {
    this.#settings = settings;
    this.#reader = new BatchReader(settings.layouts, settings.policy);
  }

  /**
   * Transforms a batch. It never throws because of a record's content: records that can't be read go to quarantine.
   *
   * @param now epoch milliseconds. Only used to omit metrics that CloudWatch would reject because of
   *   their time
   */
  transform(batch: Batch, now: number): TransformResult {
    const objects: LakeObject[] = [];
    const metrics: MetricDatum[] = [];
    const otlpRequests: Uint8Array[] = [];
    const tally = new HealthTally(batch);
    for (const read of this.#reader.read(batch)) {
      if (read.rows.length > 0) {
        const columns = trafficColumns(columnFinder(read));
        const file = this.#parquetObject(batch, read);
        objects.push(file);
        // Push one by one, because late records of a week can have more data than a call can have arguments.
        for (const datum of this.#trafficMetrics(columns, read, now)) metrics.push(datum);
        otlpRequests.push(...this.#otlpRequests(columns, read, file.key, batch.shardId, now));
        tally.addRows(read.rowsByLayout, read.malformedValues, columns);
        tally.addSuspects(read.rows.length, suspectFields(read, minValuesToJudge));
      }
      if (read.unreadable.length > 0) objects.push(this.#quarantineObject(batch, read));
      for (const lineRun of read.unreadable) tally.addQuarantined(lineRun);
    }
    return { objects, metrics, otlpRequests, health: tally.health() };
  }

  #trafficMetrics(columns: TrafficColumns, { rows }: ArrivalHour, now: number): readonly MetricDatum[] {
    const { metrics } = this.#settings;
    return metrics === undefined ? [] : trafficMetrics(columns, rows.length, { ...metrics, now });
  }

  #otlpRequests(
    columns: TrafficColumns,
    read: ArrivalHour,
    fileKey: string,
    shardId: string,
    now: number,
  ): readonly Uint8Array[] {
    const measured = { columns, findColumn: columnFinder(read), rows: read.rows.length, shardId, fileKey };
    return this.#settings.otlp?.requests(measured, now) ?? [];
  }

  #parquetObject(batch: Batch, read: ArrivalHour): LakeObject {
    const { hour, rows } = read;
    const { lines } = this.#reader;
    const first = lines.sequenceNumber(batch, rows[0]);
    const body = writeParquetFile(parquetColumnsOf(read), {
      rows: rows.length,
      compression: this.#settings.compression,
      createdBy,
      metadata: {
        shard_id: batch.shardId,
        first_sequence_number: first,
        last_sequence_number: lines.sequenceNumber(batch, rows.at(-1) as number),
        arrival: partition(hour),
        layouts: [...read.rowsByLayout.keys()].join(' '),
      },
    });
    const key = rawKey(hour, batch.shardId, first);
    return { key, body, contentType: 'application/vnd.apache.parquet', records: rows.length };
  }

  #quarantineObject(batch: Batch, { hour, unreadable }: ArrivalHour): LakeObject {
    const { lines } = this.#reader;
    const first = lines.sequenceNumber(batch, unreadable[0].firstLine);
    const key = quarantineKey(hour, batch.shardId, first);
    return {
      key,
      body: printQuarantine(quarantineEntries(batch, lines, unreadable)),
      contentType: 'application/x-ndjson',
      records: unreadable.length,
    };
  }
}

function columnFinder({ columns }: ReadLines): FindColumn {
  const byField = new Map(columns.map(({ field, column }) => [field, column]));
  return (field) => byField.get(field);
}
