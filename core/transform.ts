import { type BatchHealth, HealthTally } from './batchHealth.ts';
import { columnName, type FieldType, findField } from './fields/catalog.ts';
import { hourOf, partition, quarantineKey, rawKey } from './lake/keys.ts';
import type { LakeObject } from './lake/lakeObject.ts';
import { printQuarantine, type QuarantineEntry } from './lake/quarantine.ts';
import { malformedValuesColumn, sequenceNumberColumn } from './lake/table.ts';
import type { Layout } from './layouts/layout.ts';
import { LayoutChoice } from './layouts/layoutChoice.ts';
import { printFields } from './layouts/layoutsDocument.ts';
import type { MetricDatum } from './metrics/datum.ts';
import type { SeriesLimit } from './metrics/seriesLimit.ts';
import { trafficColumns } from './metrics/trafficColumns.ts';
import { type TrafficColumns, trafficMetrics } from './metrics/trafficMetrics.ts';
import type { Compression } from './parquet/compression.ts';
import { writeParquetFile } from './parquet/parquetFile.ts';
import type { ParquetColumn, ParquetType } from './parquet/types.ts';
import { likeliestLayouts } from './records/likeliestLayouts.ts';
import { Lines } from './records/lines.ts';
import { readableLines } from './records/readableLines.ts';
import type { RecordBatch } from './records/recordBatch.ts';
import { type FieldColumn, RecordTable } from './records/recordTable.ts';
import { findUnreadable, type Unreadable } from './records/unreadable.ts';
import type { SensitivityPolicy } from './sensitivity/policy.ts';
import { createdBy } from './version.ts';

export interface TransformSettings {
  /** The known layouts, by which records are read. */
  readonly layouts: readonly Layout[];
  readonly policy: SensitivityPolicy;
  readonly compression: Compression;
  /** How metrics are made; undefined where none are wanted. */
  readonly metrics?: TrafficMetricsSettings | undefined;
}

export interface TrafficMetricsSettings {
  readonly limit: SeriesLimit;
  /** Percentage of the requests of which there are records, 1 to 100. */
  readonly samplingRate: number;
}

export interface TransformResult {
  /** Objects to put, all of them, before the batch counts as done. */
  readonly objects: readonly LakeObject[];
  /** Metrics to put once the objects stand in the lake. */
  readonly metrics: readonly MetricDatum[];
  readonly health: BatchHealth;
}

type NumberType = Exclude<ParquetType, 'string'>;

const parquetTypes: Readonly<Record<Exclude<FieldType, 'string'>, NumberType>> = {
  timestamp: 'timestamp',
  double: 'double',
  int: 'int32',
  bigint: 'int64',
};

/**
 * From the records of a batch to the objects of the lake and the metrics. It keeps its memory from one batch to
 * the next; nothing that it returns shares that memory.
 */
export class Transform {
  readonly #settings: TransformSettings;
  readonly #choice: LayoutChoice;
  readonly #table: RecordTable;
  readonly #layoutNames: readonly string[];
  readonly #lines = new Lines();
  #layouts: Int16Array = new Int16Array(1024);

  constructor(settings: TransformSettings) {
    this.#settings = settings;
    this.#choice = new LayoutChoice(settings.layouts);
    this.#layoutNames = settings.layouts.map(({ fields }) => printFields(fields));
    this.#table = new RecordTable(this.#choice, settings.policy);
  }

  /**
   * Transforms a batch. It never throws for what a record holds: what cannot be read goes to quarantine.
   *
   * @param now milliseconds since 1970, by which metrics are left out that CloudWatch would not take; nothing
   *   else depends on it
   */
  transform(batch: RecordBatch, now: number): TransformResult {
    const lines = this.#lines;
    lines.read(batch);
    this.#layouts = likeliestLayouts(lines, this.#choice, this.#layouts);
    const layouts = this.#layouts;
    const objects: LakeObject[] = [];
    const metrics: MetricDatum[] = [];
    const tally = new HealthTally(batch);
    for (const [hour, members] of this.#linesByHour(batch)) {
      const rows = this.#table.read(batch, lines, readableLines(members, layouts), layouts);
      if (rows.length > 0) {
        const rowsByLayout = this.#countByLayout(rows);
        const columns = this.#trafficColumns();
        tally.addRows(rowsByLayout, this.#table.malformedValues.count, columns.timestamp);
        objects.push(this.#parquetObject(batch, hour, rows, [...rowsByLayout.keys()]));
        if (this.#settings.metrics) {
          // One by one: late records of a week have more data than a call can have arguments.
          for (const datum of trafficMetrics(columns, rows.length, { ...this.#settings.metrics, now }))
            metrics.push(datum);
        }
      }
      const unreadable = findUnreadable(lines, members, layouts, this.#choice);
      if (unreadable.length > 0) objects.push(this.#quarantineObject(batch, hour, unreadable));
      for (const lineRun of unreadable) tally.addQuarantined(lineRun);
    }
    return { objects, metrics, health: tally.health() };
  }

  /** Lines in the order of the batch, by the hour of arrival of their records. */
  #linesByHour(batch: RecordBatch): Map<number, Int32Array> {
    const { count, records } = this.#lines;
    const byHour = new Map<number, number[]>();
    let lastHour = Number.NaN;
    let members: number[] = [];
    for (let line = 0; line < count; line++) {
      const hour = hourOf(batch.arrivals[records[line] as number] as number);
      if (hour !== lastHour) {
        lastHour = hour;
        members = byHour.get(hour) ?? [];
        byHour.set(hour, members);
      }
      members.push(line);
    }
    return new Map([...byHour].map(([hour, list]) => [hour, new Int32Array(list)]));
  }

  #parquetObject(batch: RecordBatch, hour: number, rows: Int32Array, layouts: readonly string[]): LakeObject {
    const table = this.#table;
    const first = this.#lines.sequenceNumber(batch, rows[0]);
    const columns: ParquetColumn[] = table.columns.map(parquetColumn);
    if (table.sequenceNumbers !== undefined) {
      columns.push({ name: sequenceNumberColumn.name, type: 'string', column: table.sequenceNumbers });
    }
    columns.push({ name: malformedValuesColumn.name, type: 'string', column: table.malformedTexts });
    const body = writeParquetFile(columns, {
      rows: rows.length,
      compression: this.#settings.compression,
      createdBy,
      metadata: {
        shard_id: batch.shardId,
        first_sequence_number: first,
        last_sequence_number: this.#lines.sequenceNumber(batch, rows.at(-1) as number),
        arrival: partition(hour),
        layouts: layouts.join(' '),
      },
    });
    const key = rawKey(hour, batch.shardId, first);
    return { key, body, contentType: 'application/vnd.apache.parquet', records: rows.length };
  }

  #quarantineObject(batch: RecordBatch, hour: number, unreadable: readonly Unreadable[]): LakeObject {
    const lines = this.#lines;
    const first = lines.sequenceNumber(batch, unreadable[0].firstLine);
    const entries = unreadable.values().map(
      ({ firstLine, lastLine, reason }): QuarantineEntry => ({
        reason,
        shardId: batch.shardId,
        sequenceNumber: lines.sequenceNumber(batch, firstLine),
        arrival: new Date(batch.arrivals[lines.records[firstLine] as number] as number).toISOString(),
        data: batch.bytes.toString('base64', lines.start(firstLine), lines.ends[lastLine]),
      }),
    );
    const key = quarantineKey(hour, batch.shardId, first);
    return {
      key,
      body: printQuarantine(entries),
      contentType: 'application/x-ndjson',
      records: unreadable.length,
    };
  }

  #trafficColumns(): TrafficColumns {
    const columns = new Map(this.#table.columns.map(({ field, column }) => [field, column]));
    return trafficColumns((field) => columns.get(field));
  }

  /** Rows by layout, named by the positions of its fields. */
  #countByLayout(rows: Int32Array): Map<string, number> {
    const counts = new Int32Array(this.#choice.layouts.length);
    for (const line of rows) {
      const layout = this.#layouts[line];
      counts[layout] = counts[layout] + 1;
    }
    const used = [...counts.keys()].filter((layout) => counts[layout] !== 0);
    return new Map(used.map((layout) => [this.#layoutNames[layout], counts[layout]]));
  }
}

function parquetColumn({ field, column }: FieldColumn): ParquetColumn {
  const name = columnName(field);
  if (column.kind === 'text') return { name, type: 'string', column };
  const type = findField(field)?.type;
  if (type === undefined || type === 'string') throw new Error(`expected a field of numbers, got '${field}'`);
  return { name, type: parquetTypes[type], column };
}
