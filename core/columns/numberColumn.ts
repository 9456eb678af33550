import { noValue, slotsFor, withRoom } from './codes.ts';
import { absentMark, type FieldBounds, type FieldCheck, type LineRun } from './fieldBounds.ts';
import { thousandths, wholeNumber } from './parseDigits.ts';

/**
 * The usual notation of numbers in a column's fields:
 * `integer` means digits only, `thousandths` means digits, a point, and three digits.
 */
export type NumberNotation = 'integer' | 'thousandths';

/**
 * Reads a field that is not written in the column's notation.
 *
 * @returns the number, in the column's unit, or NaN if the column stores no value
 */
export type NumberReader = (source: FieldBounds, start: number, end: number, row: number) => number;

export interface NumberColumnOptions {
  readonly notation: NumberNotation;
  /**
   * Number of digits before the point. Default 1 to 15, or 1 to 12 with thousandths, which a double represents exactly.
   */
  readonly digits?: readonly [min: number, max: number] | undefined;
  /** Divisor from the notation's integer to the column's unit: with 1,000, thousandths are read as 0.042. Default 1. */
  readonly scale?: number | undefined;
  /** Largest number that the column can store, in its unit. */
  readonly largest: number;
  readonly readOther: NumberReader;
  /**
   * Test for the form of fields. Fields in the column's notation always have the form, so only others are tested.
   * Default none.
   */
  readonly check?: FieldCheck | undefined;
  /** Whether nearly every row has a different value. Values are then not looked up among earlier ones. */
  readonly distinct?: boolean | undefined;
}

const longestSearch = 32;

/** A dictionary-encoded column of numbers: each row has the code of a value, and values are stored once. */
export class NumberColumn {
  readonly kind = 'number';
  /** Code of each row, or `noValue`. */
  codes: Int32Array = new Int32Array(1024);
  rows = 0;
  nulls = 0;
  /** Number of rows whose field doesn't parse as a number of the column. */
  malformed = 0;
  /** Number of values. */
  entries = 0;
  /** The values, by code, in the column's unit. */
  values: Float64Array = new Float64Array(256);

  readonly #decimals: number;
  readonly #minDigits: number;
  readonly #maxDigits: number;
  readonly #scale: number;
  readonly #largestWhole: number;
  readonly #readOther: NumberReader;
  readonly #check: FieldCheck | undefined;
  readonly #distinct: boolean;
  /** The values as integers of the notation, used as keys; NaN for values that have no such integer. */
  #keys: Float64Array = new Float64Array(256);
  /** Codes by the hash of their keys, from 1; 0 is an empty slot. */
  #slots: Int32Array = new Int32Array(512);
  /** Number of slots in use, a power of two. It depends only on the current rows and values, not on earlier ones. */
  #slotCount = 512;

  constructor({
    notation,
    digits,
    scale = 1,
    largest,
    readOther,
    check,
    distinct = false,
  }: NumberColumnOptions) {
    this.#decimals = notation === 'thousandths' ? 4 : 0;
    [this.#minDigits, this.#maxDigits] = digits ?? [1, notation === 'thousandths' ? 12 : 15];
    this.#scale = scale;
    this.#largestWhole = largest * scale;
    this.#readOther = readOther;
    this.#check = check;
    this.#distinct = distinct;
  }

  /** Empties the column for at most `rows` new rows. */
  reset(rows: number): void {
    this.codes = withRoom(this.codes, rows);
    this.rows = 0;
    this.nulls = 0;
    this.malformed = 0;
    this.entries = 0;
    if (!this.#distinct) this.#useSlots(slotsFor(rows));
  }

  /** Appends rows without a value. */
  fillAbsent(count: number): void {
    this.codes.fill(noValue, this.rows, this.rows + count);
    this.rows += count;
    this.nulls += count;
  }

  /**
   * Appends field number `field` of each line of the run.
   *
   * @param mismatches number of fields of each line that don't have the expected form. This method increments it
   */
  fill(source: FieldBounds, run: LineRun, field: number, mismatches: Uint8Array): void {
    const { view, bounds, first } = source;
    const codes = this.codes;
    const decimals = this.#decimals;
    const minDigits = this.#minDigits;
    const maxDigits = this.#maxDigits;
    const largestWhole = this.#largestWhole;
    const distinct = this.#distinct;
    let nulls = 0;
    let row = this.rows;
    let at = first[run.from] + field;
    for (let line = run.from; line < run.to; line++, at += run.stride) {
      const start = bounds[at] + 1;
      const end = bounds[at + 1];
      const digits = end - start - decimals;
      let whole = -1;
      if (digits >= minDigits && digits <= maxDigits) {
        whole = decimals === 0 ? wholeNumber(view, start, end) : thousandths(view, start, end);
      }
      let code: number = noValue;
      if (whole >= 0 && whole <= largestWhole) {
        code = distinct ? this.#addValue(whole, whole / this.#scale) : this.#findWhole(whole);
      } else if (end - start !== 1 || view.getUint8(start) !== absentMark) {
        code = this.#findOther(this.#readOther(source, start, end, row));
        if (code === noValue) this.malformed++;
        if (this.#check !== undefined && !this.#check(source, start, end)) mismatches[line]++;
      }
      if (code === noValue) nulls++;
      codes[row++] = code;
    }
    this.rows = row;
    this.nulls += nulls;
  }

  #findWhole(whole: number): number {
    const keys = this.#keys;
    const mask = this.#slotCount - 1;
    let slot = hashNumber(whole) & mask;
    for (let search = 0; search < longestSearch; search++) {
      const code = this.#slots[slot] - 1;
      if (code < 0) {
        this.#slots[slot] = this.entries + 1;
        break;
      }
      if (keys[code] === whole) return code;
      slot = (slot + 1) & mask;
    }
    return this.#addValue(whole, whole / this.#scale);
  }

  /** Returns the code of a number in another notation, which may not be representable in the column's notation. */
  #findOther(value: number): number {
    if (Number.isNaN(value)) return noValue;
    if (this.#distinct) return this.#addValue(Number.NaN, value);
    const whole = value * this.#scale;
    const known = this.entries;
    const code = this.#findWhole(whole);
    if (this.values[code] === value) return code;
    // Rounding made the number equal to another one, or the division doesn't yield the same number again.
    if (code < known) return this.#addValue(Number.NaN, value);
    this.values[code] = value;
    // Otherwise a field in the column's notation with this integer would get the value of this one.
    this.#keys[code] = Number.NaN;
    return code;
  }

  #addValue(key: number, value: number): number {
    if (this.entries === this.values.length) this.#growValues();
    const code = this.entries++;
    this.#keys[code] = key;
    this.values[code] = value;
    if (!this.#distinct && this.entries * 2 > this.#slotCount) {
      this.#useSlots(this.#slotCount * 2);
      for (let known = 0; known < this.entries; known++) this.#claimSlot(known);
    }
    return code;
  }

  #growValues(): void {
    const size = this.values.length * 2;
    const values = new Float64Array(size);
    values.set(this.values);
    this.values = values;
    const keys = new Float64Array(size);
    keys.set(this.#keys);
    this.#keys = keys;
  }

  /** Empties the table and sets its number of slots. */
  #useSlots(count: number): void {
    this.#slotCount = count;
    if (this.#slots.length < count) this.#slots = new Int32Array(count);
    else this.#slots.fill(0, 0, count);
  }

  #claimSlot(code: number): void {
    const mask = this.#slotCount - 1;
    let slot = hashNumber(this.#keys[code]) & mask;
    for (let search = 0; search < longestSearch; search++) {
      if (this.#slots[slot] === 0) {
        this.#slots[slot] = code + 1;
        return;
      }
      slot = (slot + 1) & mask;
    }
  }
}

/** Returns a 32-bit hash of a number. Integers up to 2^53 are hashed by their low and high halves. */
function hashNumber(number: number): number {
  const low = number | 0;
  let hash = Math.imul(low, 0x9e3779b1 | 0);
  if (low !== number) hash ^= Math.imul((number / 4294967296) | 0, 0x85ebca77 | 0);
  return hash ^ (hash >>> 15);
}
