import type { NumberColumn } from '../columns/numberColumn.ts';
import { TextColumn } from '../columns/textColumn.ts';
import { mergeFields } from '../layouts/layout.ts';
import { type LayoutChoice, mostMisses, noLayout } from '../layouts/layoutChoice.ts';
import type { SensitivityPolicy } from '../sensitivity/policy.ts';
import { createFieldColumn } from './fieldColumn.ts';
import type { Lines } from './lines.ts';
import { MalformedValues } from './malformedValues.ts';
import { readableLines } from './readableLines.ts';
import type { RecordBatch } from './recordBatch.ts';

/** Field that identifies a request; records without it are identified by their place in the stream. */
export const identityField = 'x-edge-request-id';

/** Lines read through all columns before the next ones: their bytes stay in the processor's cache meanwhile. */
const blockLines = 256;

/** A field of the table and its column. */
export interface FieldColumn {
  readonly field: string;
  readonly column: TextColumn | NumberColumn;
}

/**
 * The records of lines, as columns: one a field, of every layout that the lines have. The columns' memory is used
 * again by the next lines that are read.
 */
export class RecordTable {
  /** One column a field, in CloudFront's order. */
  columns: readonly FieldColumn[] = [];
  /** Place of each record in the stream, where not all records have an id of their own. */
  sequenceNumbers: TextColumn | undefined;
  /** Values that are no values of their column's type, as text, by row. */
  readonly malformedTexts = new TextColumn({ write: () => false });
  rows = 0;
  readonly malformedValues = new MalformedValues();

  readonly #choice: LayoutChoice;
  readonly #policy: SensitivityPolicy;
  readonly #misses = { counts: new Uint8Array(1024) };
  readonly #columnsByField = new Map<string, FieldColumn>();
  readonly #sequenceNumbers = new TextColumn({ write: () => false, distinct: true });
  /** For each layout, the place of each column's field in a record, or -1. */
  #places: Int16Array[] = [];

  constructor(choice: LayoutChoice, policy: SensitivityPolicy) {
    this.#choice = choice;
    this.#policy = policy;
  }

  /**
   * Reads lines by their layouts. Lines that miss the forms of their layout get the layout that fits them best;
   * then all lines are read again, for columns cannot give values back.
   *
   * @param members the lines to read, in the order of the batch
   * @param layouts layout of each line, as an index; changed for lines that fit another layout or none
   * @returns the lines that are rows now, fewer than `members` where some fit no layout
   */
  read(batch: RecordBatch, lines: Lines, members: Int32Array, layouts: Int16Array): Int32Array {
    if (this.#misses.counts.length < lines.count) this.#misses.counts = new Uint8Array(lines.count * 2);
    this.#misses.counts.fill(0, 0, lines.count);
    this.#fill(lines, members, layouts);
    let rows = members;
    if (this.#chooseAgain(lines, members, layouts)) {
      rows = readableLines(members, layouts);
      this.#fill(lines, rows, layouts);
    }
    this.#fillMalformedTexts();
    this.#fillSequenceNumbers(batch, lines, rows);
    return rows;
  }

  #fill(lines: Lines, members: Int32Array, layouts: Int16Array): void {
    this.#useColumnsOf(members, layouts);
    this.rows = members.length;
    this.malformedValues.reset();
    for (const { column } of this.columns) column.reset(members.length);
    for (let from = 0; from < members.length; ) {
      const to = this.#endOfRun(members, from, layouts);
      this.#fillRun(lines, members[from], to - from, layouts);
      from = to;
    }
  }

  /** Where a run ends: neighboring lines of one layout, as many as a block has at the most. */
  #endOfRun(members: Int32Array, from: number, layouts: Int16Array): number {
    const first = members[from];
    const last = Math.min(members.length, from + blockLines);
    let to = from + 1;
    while (to < last && members[to] === first + to - from && layouts[members[to]] === layouts[first]) to++;
    return to;
  }

  #fillRun(lines: Lines, first: number, count: number, layouts: Int16Array): void {
    const places = this.#places[layouts[first]];
    const run = { from: first, to: first + count, stride: lines.fieldCounts[first] + 1 };
    for (let index = 0; index < this.columns.length; index++) {
      const { column } = this.columns[index];
      const place = places[index];
      if (place < 0) column.fillAbsent(count);
      else if (column.kind === 'text') column.fill(lines, run, place, this.#misses.counts);
      else column.fill(lines, run, place);
    }
  }

  /** Looks for better layouts of lines that miss forms; whether any line's layout changed. */
  #chooseAgain(lines: Lines, members: Int32Array, layouts: Int16Array): boolean {
    const misses = this.#misses.counts;
    let changed = false;
    for (const line of members) {
      if (misses[line] === 0) continue;
      const columns = lines.fieldCounts[line];
      if (misses[line] <= mostMisses && !this.#choice.hasAlternatives(columns)) continue;
      const layout = this.#choice.choose(lines, line, columns);
      if (layout === layouts[line]) continue;
      layouts[line] = layout;
      changed = true;
    }
    return changed;
  }

  #useColumnsOf(members: Int32Array, layouts: Int16Array): void {
    const used = layoutsOf(members, layouts);
    const fieldLists = [...used].map((index) => this.#choice.layouts[index]?.fields ?? []);
    const fields = mergeFields(fieldLists);
    this.columns = fields.map((field) => this.#column(field));
    this.#places = this.#choice.layouts.map((layout) =>
      Int16Array.from(fields, (field) => layout.fields.indexOf(field)),
    );
    this.sequenceNumbers = fieldLists.every((list) => list.includes(identityField))
      ? undefined
      : this.#sequenceNumbers;
  }

  #column(field: string): FieldColumn {
    const known = this.#columnsByField.get(field);
    if (known) return known;
    const context = { policy: this.#policy, malformedValues: this.malformedValues, misses: this.#misses };
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

  #fillSequenceNumbers(batch: RecordBatch, lines: Lines, rows: Int32Array): void {
    if (this.sequenceNumbers === undefined) return;
    this.sequenceNumbers.reset(rows.length);
    for (const line of rows) this.sequenceNumbers.append(lines.sequenceNumber(batch, line));
  }
}

/** The layouts that lines have, each once. */
function layoutsOf(lines: Int32Array, layouts: Int16Array): Set<number> {
  const used = new Set<number>();
  let last = noLayout;
  for (let index = 0; index < lines.length; index++) {
    const layout = layouts[lines[index]];
    if (layout !== last) used.add(layout);
    last = layout;
  }
  return used;
}
