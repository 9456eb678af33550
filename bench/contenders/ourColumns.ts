import { expectedLayouts } from '../../core/layouts/layout.ts';
import { BatchReader } from '../../core/records/batchReader.ts';
import { type KinesisEvent, readEvent } from '../../core/records/event.ts';
import type { Lines } from '../../core/records/lines.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import type { FieldColumn } from '../../core/records/recordTable.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';

/** This project's conversion from event to columns, split into steps to measure them. */
export class OurColumns {
  readonly batch = new RecordBatch();
  readonly #reader: BatchReader;
  #members = new Int32Array(0);

  constructor(fields: readonly string[]) {
    this.#reader = new BatchReader(expectedLayouts(fields), defaultSensitivityPolicy);
  }

  get lines(): Lines {
    return this.#reader.lines;
  }

  /** Converts an event's JSON to columns. */
  read(eventJson: string): readonly FieldColumn[] {
    this.readEvent(JSON.parse(eventJson) as KinesisEvent);
    this.splitLines();
    return this.readColumns();
  }

  readEvent(event: KinesisEvent): void {
    readEvent(event, this.batch);
  }

  splitLines(): void {
    this.#reader.splitLines(this.batch);
  }

  readColumns(): readonly FieldColumn[] {
    const { count } = this.lines;
    if (this.#members.length !== count) this.#members = Int32Array.from({ length: count }, (_, line) => line);
    return this.#reader.readLines(this.batch, this.#members).columns;
  }
}
