import type { NumberColumn } from '../columns/numberColumn.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import { type Attribute, otherValue } from './attributes.ts';

/** Characters of a value that are kept. */
const longestValue = 256;

/**
 * The values of one attribute, as numbers. The first values that come, up to a limit, have numbers of their own; all
 * others have the number of `other`. Number 0 means that there is no value.
 */
export class AttributeValues {
  readonly name: string;
  readonly field: string;
  /** Text of each number. */
  readonly texts: (string | undefined)[] = [undefined, otherValue];
  readonly #read: Attribute['read'];
  readonly #limit: number;
  readonly #numbers = new Map<string, number>();

  /** @param limit most values with a number of their own */
  constructor({ name, field, read }: Attribute, limit: number) {
    this.name = name;
    this.field = field;
    this.#read = read;
    this.#limit = limit;
  }

  /** The number of each code of a column, one place up; place 0 is that of absent values. */
  numbersByCode(column: TextColumn | NumberColumn): Int32Array {
    const numbers = new Int32Array(column.entries + 1);
    for (let code = 0; code < column.entries; code++)
      numbers[code + 1] = this.numberOf(
        column.kind === 'text' ? column.entryText(code) : String(column.values[code]),
      );
    return numbers;
  }

  /** The number of a field's value. */
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
