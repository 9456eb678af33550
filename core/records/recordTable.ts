import { noValue } from '../columns/codes.ts';
import { fetchBytes } from '../columns/fieldBounds.ts';
import type { NumberColumn } from '../columns/numberColumn.ts';
import { TextColumn } from '../columns/textColumn.ts';
import { mergeFields } from '../layouts/layout.ts';
import type { LayoutChoice } from '../layouts/layoutChoice.ts';
import type { SensitivityPolicy } from '../sensitivity/policy.ts';
import type { Batch } from './batch.ts';
import { createFieldColumn } from './fieldColumn.ts';
import { LineLayouts } from './lineLayouts.ts';
import type { Lines } from './lines.ts';
import { MalformedValues } from './malformedValues.ts';

/** Field that identifies a request. A row without a value is identified by its position in the stream or file. */
export const identityField = 'x-edge-request-id';

/**
 * Number of lines to read into all columns before the next lines, so that their bytes stay in the processor's cache.
 */
const blockLines = 128;

/** A field of the table and its column. */
export interface FieldColumn {
  readonly field: string;
  readonly column: TextColumn | NumberColumn;
}

/**
 * Reads the records of lines into columns, one for each field of the lines' layouts. The memory of the columns
 * is reused when the next lines are read.
 */
export class RecordTable {
  /** One column for each field, in CloudFront's order. */
  columns: readonly FieldColumn[] = [];
  /** Identity of each row without a request ID, see `Lines.identity`; undefined if all rows have a request ID. */
  sequenceNumbers: TextColumn | undefined;
  /** Values that don't parse as their column's type, as text, by row. */
  readonly malformedTexts = new TextColumn({ write: () => false });
  rows = 0;
  readonly malformedValues = new MalformedValues();
  /** The layout of each line. */
  readonly layouts: LineLayouts;

  readonly #choice: LayoutChoice;
  readonly #policy: SensitivityPolicy;
  /** Number of values of each line that don't have the form that the line's layout expects. */
  #mismatches = new Uint8Array(1024);
  readonly #columnsByField = new Map<string, FieldColumn>();
  readonly #sequenceNumbers = new TextColumn({ write: () => false, distinct: true });
  /** For each layout, the index of each column's field in a record, or -1. */
  #places: Int16Array[] = [];

  constructor(choice: LayoutChoice, policy: SensitivityPolicy) {
    this.#choice = choice;
    this.#policy = policy;
    this.layouts = new LineLayouts(choice);
  }

  /**
   * Reads lines, each with the layout that fits it best. Lines are first read with their most likely layouts. If a
   * line's values don't have the forms of that layout and another layout fits better, all lines are read again, because
   * columns can't remove values.
   *
   * @param members the lines to read, in the order of the batch
   * @returns the lines that are rows of the columns: `members` without lines that match no layout
   */
  read(batch: Batch, lines: Lines, members: Int32Array): Int32Array {
    if (this.#mismatches.length < lines.count) this.#mismatches = new Uint8Array(lines.count * 2);
    this.#mismatches.fill(0, 0, lines.count);
    const likely = this.layouts.assignLikeliest(lines, members);
    this.#fill(lines, likely);
    const rows = this.layouts.correct(lines, likely, this.#mismatches);
    if (rows !== likely) this.#fill(lines, rows);
    this.#fillMalformedTexts();
    this.#fillSequenceNumbers(batch, lines, rows);
    return rows;
  }

  #fill(lines: Lines, members: Int32Array): void {
    this.#useColumnsOf(members);
    this.rows = members.length;
    this.malformedValues.reset();
    for (const { column } of this.columns) column.reset(members.length);
    for (let from = 0; from < members.length; ) {
      const to = this.#endOfRun(members, from);
      this.#fillRun(lines, members[from], to - from);
      from = to;
    }
  }

  /** Returns the end of a run: neighboring lines of one layout, at most one block. */
  #endOfRun(members: Int32Array, from: number): number {
    const { indexes } = this.layouts;
    const first = members[from];
    const last = Math.min(members.length, from + blockLines);
    let to = from + 1;
    while (to < last && members[to] === first + to - from && indexes[members[to]] === indexes[first]) to++;
    return to;
  }

  #fillRun(lines: Lines, first: number, count: number): void {
    const places = this.#places[this.layouts.indexes[first]];
    fetchBytes(lines.view, lines.start(first), lines.ends[first + count - 1]);
    const run = { from: first, to: first + count, stride: lines.fieldCounts[first] + 1 };
    for (let index = 0; index < this.columns.length; index++) {
      const { column } = this.columns[index];
      const place = places[index];
      if (place < 0) column.fillAbsent(count);
      else if (column.kind === 'text') column.fill(lines, run, place, this.#mismatches);
      else column.fill(lines, run, place, this.#mismatches);
    }
  }

  #useColumnsOf(members: Int32Array): void {
    const fieldLists = [...this.layouts.usedBy(members)].map((index) => this.#choice.layouts[index].fields);
    const fields = mergeFields(fieldLists);
    this.columns = fields.map((field) => this.#column(field));
    this.#places = this.#choice.layouts.map((layout) =>
      Int16Array.from(fields, (field) => layout.fields.indexOf(field)),
    );
  }

  #column(field: string): FieldColumn {
    const known = this.#columnsByField.get(field);
    if (known) return known;
    const context = { policy: this.#policy, malformedValues: this.malformedValues };
    const made = { field, column: createFieldColumn(field, context) };
    this.#columnsByField.set(field, made);
    return made;
  }

  #fillMalformedTexts(): void {
    const texts = this.malformedTexts;
    texts.reset(this.rows);
    for (const [row, text] of this.malformedValues.byRow()) {
      texts.fillAbsent(row - texts.rows);
      texts.append(text);
    }
    texts.fillAbsent(this.rows - texts.rows);
  }

  #fillSequenceNumbers(batch: Batch, lines: Lines, rows: Int32Array): void {
    const ids = this.columns.find(({ field }) => field === identityField)?.column;
    const allHaveIds = rows.length === 0 || ids?.nulls === 0;
    this.sequenceNumbers = allHaveIds ? undefined : this.#sequenceNumbers;
    if (allHaveIds) return;
    this.#sequenceNumbers.reset(rows.length);
    for (let row = 0; row < rows.length; row++) {
      const hasId = ids !== undefined && ids.codes[row] !== noValue;
      this.#sequenceNumbers.append(hasId ? undefined : lines.identity(batch, rows[row]));
    }
  }
}
