import { expectedLayouts } from '../../core/layouts/layout.ts';
import { LayoutChoice } from '../../core/layouts/layoutChoice.ts';
import { type KinesisEvent, readEvent } from '../../core/records/event.ts';
import { Lines } from '../../core/records/lines.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { type FieldColumn, RecordTable } from '../../core/records/recordTable.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';

/** Our way up to the columns, in its steps, for what is measured of a part of it. */
export class OurColumns {
  readonly batch = new RecordBatch();
  readonly lines = new Lines();
  readonly #table: RecordTable;
  #members = new Int32Array(0);
  #layouts = new Int16Array(0);

  constructor(fields: readonly string[]) {
    this.#table = new RecordTable(new LayoutChoice(expectedLayouts(fields)), defaultSensitivityPolicy);
  }

  /** From an event's JSON to columns. */
  read(eventJson: string): readonly FieldColumn[] {
    this.readEvent(JSON.parse(eventJson) as KinesisEvent);
    this.readLines();
    return this.readTable();
  }

  readEvent(event: KinesisEvent): void {
    readEvent(event, this.batch);
  }

  readLines(): void {
    this.lines.read(this.batch);
  }

  readTable(): readonly FieldColumn[] {
    const { count } = this.lines;
    if (this.#members.length !== count) {
      this.#members = Int32Array.from({ length: count }, (_, line) => line);
      this.#layouts = new Int16Array(count);
    }
    this.#table.read(this.batch, this.lines, this.#members, this.#layouts);
    return this.#table.columns;
  }
}
