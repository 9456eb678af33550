/** Code of an absent value. */
export const absentCode = 0;

/** Code of values that were added after the dictionary was full. */
export const otherCode = 1;

/** Text that the page shows for values that didn't fit into the dictionary. */
export const otherText = '(other values)';

/** Maximum different values per facet, so that viewers who send random values can't exhaust memory. */
const maxTexts = 500_000;

/** Maximum characters of a value; CloudFront's longest fields have 8 KB. */
const longestText = 8_192;

/** Assigns numbers to the different values of a facet, so that rows contain small numbers instead of texts. */
export class Dictionary {
  readonly #codes = new Map<string, number>();
  readonly #texts: (string | null)[] = [null, otherText];
  readonly #max: number;

  /** @param max maximum number of codes; default 500,000 */
  constructor(max = maxTexts) {
    this.#max = max;
  }

  /** Number of codes in use, including the codes of absent and other values. */
  get size(): number {
    return this.#texts.length;
  }

  /** Returns the code of a value. A new value is assigned a new code. */
  add(value: string | null): number {
    if (value === null) return absentCode;
    const text = value.length > longestText ? value.slice(0, longestText) : value;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    if (this.#texts.length >= this.#max) return otherCode;
    this.#codes.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  /** Returns the code of a value, or undefined if no row has the value. */
  find(value: string | null): number | undefined {
    if (value === null) return absentCode;
    return value === otherText ? otherCode : this.#codes.get(value);
  }

  /** Returns the value of a code. */
  text(code: number): string | null {
    return this.#texts[code] ?? null;
  }
}
