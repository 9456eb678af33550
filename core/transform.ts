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
  /** The known layouts, by which records are read. */
  readonly layouts: readonly Layout[];
  readonly policy: SensitivityPolicy;
  readonly compression: Compression;
  /** How metrics are made. Default: none are made. */
  readonly metrics?: TrafficMetricsSettings | undefined;
  /** Makes the metrics that are exported by OTLP. Default: none are made. */
  readonly otlp?: OtlpMetrics | undefined;
}

export interface TrafficMetricsSettings {
  readonly limit: SeriesLimit;
  /** Percentage of requests that have records, 1 to 100. */
  readonly samplingRate: number;
  /** Metrics that exist only because they are asked for. Default none. */
  readonly additional?: readonly DetailName[] | undefined;
}

export interface TransformResult {
  /** Objects to put. The batch is done only when all of them are stored. */
  readonly objects: readonly LakeObject[];
  /** Metrics to put after the objects are stored in the lake. */
  readonly metrics: readonly MetricDatum[];
  /** Bodies of OTLP requests to send after the objects are stored in the lake. */
  readonly otlpRequests: readonly Uint8Array[];
  readonly health: BatchHealth;
}

/** Values that a field must have in an hour of a batch before it can be suspect. */
const fewestValuesToJudge = 10;

/**
 * Turns the records of a batch into the objects of the lake and metrics. It keeps its memory from one batch to the
 * next; nothing that it returns shares that memory.
 */
export class Transform {
  readonly #settings: TransformSettings;
  readonly #reader: BatchReader;

  constructor(settings: TransformSettings) {
    this.#settings = settings;
    this.#reader = new BatchReader(settings.layouts, settings.policy);
  }

  /**
   * Transforms a batch. It never throws for what a record holds: what can't be read goes to quarantine.
   *
   * @param now epoch milliseconds, by which metrics are left out that CloudWatch would refuse; nothing else depends
   *   on it
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
        // One by one: late records of a week have more data than a call can have arguments.
        for (const datum of this.#trafficMetrics(columns, read, now)) metrics.push(datum);
        otlpRequests.push(...this.#otlpRequests(columns, read, file.key, batch.shardId, now));
        tally.addRows(read.rowsByLayout, read.malformedValues, columns);
        tally.addSuspects(read.rows.length, suspectFields(read, fewestValuesToJudge));
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
