import type { TextColumn } from '../columns/textColumn.ts';
import type { Layout } from '../layouts/layout.ts';
import { LayoutChoice } from '../layouts/layoutChoice.ts';
import { printFields } from '../layouts/layoutsDocument.ts';
import type { SensitivityPolicy } from '../sensitivity/policy.ts';
import { type Batch, lineFault } from './batch.ts';
import { Lines } from './lines.ts';
import { type FieldColumn, RecordTable } from './recordTable.ts';
import { findUnreadable, type Unreadable } from './unreadable.ts';

const millisecondsPerHour = 3_600_000;

/** Hour of blank lines, which don't belong to an hour. */
const noHour = -1;

/** Lines of a batch, as columns. Valid until the reader reads other lines. */
export interface ReadLines {
  /** The lines that are rows, in the order of the batch. */
  readonly rows: Int32Array;
  /** One column for each field that the rows can have, in CloudFront's order. */
  readonly columns: readonly FieldColumn[];
  /** Identity of each row without a request ID, see `Lines.identity`; undefined if all rows have a request ID. */
  readonly sequenceNumbers: TextColumn | undefined;
  /** Values that don't parse as their column's type, as `name=value`, by row. */
  readonly malformedTexts: TextColumn;
  /** Number of values that don't parse as their column's type. */
  readonly malformedValues: number;
  /** Number of rows by layout. A layout's name is the positions of its fields in the catalog: `1-46`. */
  readonly rowsByLayout: ReadonlyMap<string, number>;
  /** Lines that match no layout, so they are not rows. */
  readonly unreadable: readonly Unreadable[];
}

/** The lines of a batch whose records arrived in one hour. */
export interface ArrivalHour extends ReadLines {
  /** Hours since the epoch. */
  readonly hour: number;
}

/**
 * Reads batches of records into columns. The reader reuses its memory, so its results are
 * valid only until the next read.
 */
export class BatchReader {
  /** The lines of the batch. */
  readonly lines = new Lines();
  readonly #choice: LayoutChoice;
  readonly #table: RecordTable;
  readonly #layoutNames: readonly string[];

  /** @param layouts the known layouts of records */
  constructor(layouts: readonly Layout[], policy: SensitivityPolicy) {
    this.#choice = new LayoutChoice(layouts);
    this.#table = new RecordTable(this.#choice, policy);
    this.#layoutNames = layouts.map(({ fields }) => printFields(fields));
  }

  /**
   * Reads a batch by hour of arrival, in the order in which the hours first occur. It never throws
   * because of a record's content.
   *
   * @returns hours. Each is valid only until the next one is requested
   */
  *read(batch: Batch): Generator<ArrivalHour, void> {
    this.splitLines(batch);
    for (const [hour, members] of this.#linesByHour(batch)) yield { hour, ...this.readLines(batch, members) };
  }

  /** Reads a complete batch, regardless of the hours of arrival. */
  readWhole(batch: Batch): ReadLines {
    this.splitLines(batch);
    return this.readLines(
      batch,
      Int32Array.from({ length: this.lines.count }, (_, line) => line),
    );
  }

  /** The first step of reading: finds the lines of a batch and their fields. */
  splitLines(batch: Batch): void {
    this.lines.read(batch);
  }

  /**
   * The second step: reads lines into columns.
   *
   * @param batch the batch whose lines have been split
   * @param members the lines to read, in the order of the batch
   */
  readLines(batch: Batch, members: Int32Array): ReadLines {
    const table = this.#table;
    const rows = table.read(batch, this.lines, members);
    return {
      rows,
      columns: table.columns,
      sequenceNumbers: table.sequenceNumbers,
      malformedTexts: table.malformedTexts,
      malformedValues: table.malformedValues.count,
      rowsByLayout: this.#countByLayout(rows),
      unreadable:
        rows.length === members.length
          ? []
          : findUnreadable(this.lines, members, table.layouts.indexes, this.#choice),
    };
  }

  /** Groups lines by the hour of arrival of their records. Keeps the order of the batch. */
  #linesByHour(batch: Batch): Map<number, Int32Array> {
    const { count } = this.lines;
    const runsByHour = new Map<number, LineRange[]>();
    for (let from = 0, to = 0; from < count; from = to) {
      const hour = this.#hourOf(batch, from);
      to = this.#endOfHour(batch, from, hour);
      if (hour === noHour) continue;
      const runs = runsByHour.get(hour);
      if (runs === undefined) runsByHour.set(hour, [{ from, to }]);
      else runs.push({ from, to });
    }
    return new Map([...runsByHour].map(([hour, runs]) => [hour, linesIn(runs)]));
  }

  #hourOf(batch: Batch, line: number): number {
    const { records, faults } = this.lines;
    if (faults[line] === lineFault.blank) return noHour;
    return Math.floor(batch.arrivals[records[line]] / millisecondsPerHour);
  }

  /** Returns the first line after `from` that has another hour. */
  #endOfHour(batch: Batch, from: number, hour: number): number {
    let to = from + 1;
    while (to < this.lines.count && this.#hourOf(batch, to) === hour) to++;
    return to;
  }

  #countByLayout(rows: Int32Array): Map<string, number> {
    const counts = new Map<string, number>();
    for (const [layout, count] of this.#table.layouts.countBy(rows)) {
      const name = this.#layoutNames[layout];
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
    return counts;
  }
}

/** Neighboring lines. */
interface LineRange {
  readonly from: number;
  /** The line after the last one. */
  readonly to: number;
}

function linesIn(ranges: readonly LineRange[]): Int32Array {
  const lines = new Int32Array(ranges.reduce((sum, { from, to }) => sum + to - from, 0));
  let start = 0;
  for (const { from, to } of ranges) {
    fillRange(lines, start, from, to);
    start += to - from;
  }
  return lines;
}

function fillRange(lines: Int32Array, start: number, from: number, to: number): void {
  for (let line = from; line < to; line++) lines[start + line - from] = line;
}
