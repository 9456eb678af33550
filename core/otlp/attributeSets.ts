import { noValue } from '../columns/codes.ts';
import type { NumberColumn } from '../columns/numberColumn.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import type { GroupColumns } from '../metrics/groups.ts';
import { readHosts } from '../metrics/hosts.ts';
import type { AttributeChoice } from './attributeChoice.ts';
import { attributeOf, distributionAttribute } from './attributes.ts';
import { AttributeValues } from './attributeValues.ts';

const millisecondsPerMinute = 60_000;

/** Largest product of value counts that is exact in a double, with room for one more factor. */
const largestProduct = 2 ** 45;

/** Returns a column, given the name of its field; undefined if the field is not logged. */
export type FindColumn = (field: string) => TextColumn | NumberColumn | undefined;

/** Rows of one minute that have the same attributes. */
export interface AttributeSet {
  /** Start of the minute, in epoch milliseconds. */
  readonly minute: number;
  /** Names and values. Absent values are omitted. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

/** Attribute sets, and the set of each row. */
export interface AttributeSets {
  readonly sets: readonly AttributeSet[];
  /** Index of each row's set; `noValue` for rows without a time, which are not counted. */
  readonly setOfRow: Int32Array;
}

/** Attribute of the set that counts rows beyond the limit of sets (OpenTelemetry metrics SDK specification). */
export const overflowAttribute = 'otel.metric.overflow';

/** Groups rows by minute and attributes, and limits the number of groups. */
export class AttributeGrouping {
  readonly #distributions: AttributeValues;
  readonly #attributes: readonly AttributeValues[];
  readonly #maxSets: number;

  /**
   * @param valueLimit the most values of one attribute. Additional values become `other`
   * @param setLimit the most attribute sets of a minute. The rows of additional sets are in one set, marked as overflow
   */
  constructor(choices: readonly AttributeChoice[], valueLimit: number, setLimit: number) {
    const distribution = { name: distributionAttribute, field: '', read: (value: string) => value };
    this.#distributions = new AttributeValues(distribution, valueLimit);
    this.#attributes = choices.map((choice) => new AttributeValues(attributeOf(choice), valueLimit));
    this.#maxSets = setLimit;
  }

  group(columns: GroupColumns, findColumn: FindColumn, rows: number): AttributeSets {
    const setOfRow = new Int32Array(rows).fill(noValue);
    const { timestamp } = columns;
    if (timestamp === undefined) return { sets: [], setOfRow };
    const sources = this.#sources(columns, findColumn);
    const interners = chunk(sources).map((part) => new Interner(part));
    const sets: AttributeSet[] = [];
    const setsByKey = new Map<number, Map<number, number>>();
    const overflows = new Map<number, number>();
    for (let row = 0; row < rows; row++) {
      const timeCode = timestamp.codes[row];
      if (timeCode === noValue) continue;
      const minute = Math.floor(timestamp.values[timeCode] / millisecondsPerMinute) * millisecondsPerMinute;
      let key = 0;
      for (const interner of interners) key = interner.intern(key, row);
      let ofMinute = setsByKey.get(minute);
      if (ofMinute === undefined) {
        ofMinute = new Map();
        setsByKey.set(minute, ofMinute);
      }
      let set = ofMinute.get(key);
      if (set === undefined) {
        if (ofMinute.size < this.#maxSets) {
          set = sets.push({ minute, attributes: attributesOf(sources, row) }) - 1;
          ofMinute.set(key, set);
        } else {
          set = overflows.get(minute) ?? sets.push({ minute, attributes: [[overflowAttribute, 'true']] }) - 1;
          overflows.set(minute, set);
        }
      }
      setOfRow[row] = set;
    }
    return { sets, setOfRow };
  }

  #sources(columns: GroupColumns, findColumn: FindColumn): Source[] {
    const hosts = readHosts(columns);
    const numbers = Int32Array.from(hosts.names, (name) => this.#distributions.numberOf(name));
    const distribution = {
      values: this.#distributions,
      numberOfRow: (row: number) => numbers[hosts.hostOfRow(row)],
    };
    const others = this.#attributes.flatMap((values): Source[] => {
      const column = findColumn(values.field);
      if (column === undefined) return [];
      const byCode = values.numbersByCode(column);
      const { codes } = column;
      return [{ values, numberOfRow: (row) => byCode[codes[row] + 1] }];
    });
    return [distribution, ...others];
  }
}

/** An attribute in a batch: its values, and the value of each row. */
interface Source {
  readonly values: AttributeValues;
  readonly numberOfRow: (row: number) => number;
}

/** Splits sources into chunks whose combinations can be numbered exactly. */
function chunk(sources: readonly Source[]): Source[][] {
  const chunks: Source[][] = [];
  let product = Number.POSITIVE_INFINITY;
  for (const source of sources) {
    const size = source.values.texts.length;
    if (product * size > largestProduct) {
      chunks.push([]);
      product = 1 << 20;
    }
    (chunks.at(-1) as Source[]).push(source);
    product *= size;
  }
  return chunks;
}

/** Numbers the combinations of several attributes' values, from 0, in the order of appearance. */
class Interner {
  readonly #sources: readonly Source[];
  readonly #numbers = new Map<number, number>();

  constructor(sources: readonly Source[]) {
    this.#sources = sources;
  }

  /** @param before number of the combination of the preceding attributes */
  intern(before: number, row: number): number {
    let key = before;
    for (const { values, numberOfRow } of this.#sources) key = key * values.texts.length + numberOfRow(row);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }
}

function attributesOf(sources: readonly Source[], row: number): [name: string, value: string][] {
  return sources.flatMap(({ values, numberOfRow }) => {
    const text = values.texts[numberOfRow(row)];
    return text === undefined ? [] : [[values.name, text] as [string, string]];
  });
}
