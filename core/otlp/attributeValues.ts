import type { NumberColumn } from '../columns/numberColumn.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import { type Attribute, otherValue } from './attributes.ts';

/** Longest value, in characters. Longer values are truncated. */
const longestValue = 256;

/**
 * Maps the values of one attribute to numbers. The first values, up to a limit, have separate numbers; all
 * others share the number of `other`. Number 0 means no value.
 */
export class AttributeValues {
  readonly name: string;
  readonly field: string;
  /** The text of each number. */
  readonly texts: (string | undefined)[] = [undefined, otherValue];
  readonly #read: Attribute['read'];
  readonly #limit: number;
  readonly #numbers = new Map<string, number>();

  /** @param limit the most values with separate numbers */
  constructor({ name, field, read }: Attribute, limit: number) {
    this.name = name;
    this.field = field;
    this.#read = read;
    this.#limit = limit;
  }

  /** Returns the number for each code of a column, at the code plus one. Index 0 is for absent values. */
  numbersByCode(column: TextColumn | NumberColumn): Int32Array {
    const numbers = new Int32Array(column.entries + 1);
    for (let code = 0; code < column.entries; code++)
      numbers[code + 1] = this.numberOf(
        column.kind === 'text' ? column.entryText(code) : String(column.values[code]),
      );
    return numbers;
  }

  /** Returns the number of a field's value. */
  numberOf(value: string): number {
    const text = this.#read(value)?.slice(0, longestValue);
    if (text === undefined || text === '') return 0;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    if (this.#numbers.size === this.#limit) return 1;
    const number = this.texts.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }
}
