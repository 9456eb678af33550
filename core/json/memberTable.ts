import { ByteWriter } from '../columns/byteWriter.ts';
import { withRoom } from '../columns/codes.ts';
import type { NumberColumn } from '../columns/numberColumn.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import { appendJsonText } from './jsonText.ts';

/** A column whose values become members of documents. */
export interface JsonColumn {
  /** Name of the member. */
  readonly name: string;
  /** Formats a number as a JSON value. Default: `String`. Text is always a JSON string. */
  readonly print?: ((value: number) => string) | undefined;
  readonly column: TextColumn | NumberColumn;
}

/**
 * The members `,"name":value` of a column. Each distinct value is formatted once and copied into
 * every document that contains it.
 */
export class MemberTable {
  readonly #members = new ByteWriter();
  /** Start offset of each code's member. A member ends where the next one starts. */
  #starts: Int32Array = new Int32Array(257);
  /** Code of each row, or `noValue`. */
  codes: Int32Array = new Int32Array(0);

  get view(): DataView {
    return this.#members.view;
  }

  get starts(): Int32Array {
    return this.#starts;
  }

  /** Replaces the contents with the values of a column. */
  fill({ name, print = String, column }: JsonColumn): void {
    const members = this.#members;
    members.length = 0;
    this.codes = column.codes;
    this.#starts = withRoom(this.#starts, column.entries + 1);
    const beginning = Buffer.from(`,${JSON.stringify(name)}:`);
    for (let code = 0; code < column.entries; code++) {
      this.#starts[code] = members.length;
      members.reserve(beginning.length);
      members.length += beginning.copy(members.bytes, members.length);
      if (column.kind === 'text') {
        const text = column.entryBytes(code);
        appendJsonText(members, text, 0, text.length);
      } else {
        const text = print(column.values[code]);
        members.reserve(text.length);
        members.length += members.bytes.write(text, members.length, 'latin1');
      }
    }
    this.#starts[column.entries] = members.length;
    // Four bytes are copied at once, so copying can pass the end.
    members.reserve(4);
  }
}
