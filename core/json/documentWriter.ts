import { ByteWriter } from '../columns/byteWriter.ts';
import { noValue, withRoom } from '../columns/codes.ts';
import type { NumberColumn } from '../columns/numberColumn.ts';
import type { DocumentFormat } from './documentFormat.ts';
import { type JsonColumn, MemberTable } from './memberTable.ts';
import { TimePrinter } from './timeText.ts';

const openingBrace = 0x7b;
const closingBrace = 0x7d;
const comma = 0x2c;
const newline = 0x0a;

/** Documents of rows, in order, each a line of JSON with a newline. Valid until the next call of `write`. */
export interface Documents {
  readonly bytes: Buffer;
  readonly count: number;
  /** End offset of each document, including its newline. A document starts at the end of the previous one. */
  readonly ends: Int32Array;
}

/**
 * Writes rows of columns as JSON documents directly from the columns' bytes. Members without a value are omitted. The
 * writer reuses its memory between calls.
 */
export class DocumentWriter {
  readonly #format: DocumentFormat;
  readonly #out = new ByteWriter();
  readonly #tables: MemberTable[] = [];
  readonly #times = new MemberTable();
  #ends: Int32Array = new Int32Array(1024);

  constructor(format: DocumentFormat) {
    this.#format = format;
  }

  /**
   * Writes documents.
   *
   * @param times times of the rows, epoch milliseconds; undefined if the rows have no times
   * @param columns columns of the other members, in order
   */
  write(rows: number, times: NumberColumn | undefined, columns: readonly JsonColumn[]): Documents {
    const members = columns.map((column, index) => {
      const table = this.#table(index);
      table.fill(column);
      return table;
    });
    const { timeMember, timeNotation, envelope } = this.#format;
    const printer = new TimePrinter(timeNotation);
    if (times !== undefined)
      this.#times.fill({ name: timeMember, column: times, print: (time) => printer.print(time) });
    const time = times && this.#times;
    if (envelope !== undefined) return this.#writeEnvelopes(rows, time, members, envelope.sourceType);
    const tables = time === undefined ? members : [time, ...members];
    return this.#writeRows(rows, (row) => this.#writeObject(row, tables));
  }

  #table(index: number): MemberTable {
    this.#tables[index] ??= new MemberTable();
    return this.#tables[index];
  }

  #writeRows(rows: number, writeRow: (row: number) => void): Documents {
    const out = this.#out;
    out.length = 0;
    this.#ends = withRoom(this.#ends, rows);
    for (let row = 0; row < rows; row++) {
      writeRow(row);
      out.reserve(1);
      out.bytes[out.length++] = newline;
      this.#ends[row] = out.length;
    }
    return { bytes: out.bytes, count: rows, ends: this.#ends };
  }

  #writeEnvelopes(
    rows: number,
    time: MemberTable | undefined,
    members: readonly MemberTable[],
    sourceType: string,
  ): Documents {
    const out = this.#out;
    const between = Buffer.from(`"sourcetype":${JSON.stringify(sourceType)},"event":`);
    return this.#writeRows(rows, (row) => {
      const start = out.length;
      if (time !== undefined && time.codes[row] !== noValue) this.#writeMember(time, row);
      out.reserve(between.length + 1);
      out.bytes[out.length++] = comma;
      // The first member starts with a comma.
      out.bytes[start] = openingBrace;
      out.length += between.copy(out.bytes, out.length);
      this.#writeObject(row, members);
      out.reserve(1);
      out.bytes[out.length++] = closingBrace;
    });
  }

  #writeObject(row: number, tables: readonly MemberTable[]): void {
    const out = this.#out;
    const start = out.length;
    for (let index = 0; index < tables.length; index++) {
      if (tables[index].codes[row] !== noValue) this.#writeMember(tables[index], row);
    }
    out.reserve(2);
    if (out.length === start) out.length++;
    // Every member starts with a comma.
    out.bytes[start] = openingBrace;
    out.bytes[out.length++] = closingBrace;
  }

  #writeMember({ codes, starts, view }: MemberTable, row: number): void {
    const out = this.#out;
    const from = starts[codes[row]];
    const end = starts[codes[row] + 1];
    out.reserve(end - from + 4);
    const target = out.view;
    let to = out.length;
    for (let at = from; at < end; at += 4, to += 4) target.setInt32(to, view.getInt32(at, true), true);
    out.length += end - from;
  }
}
