/** Code of an absent value. */
export const absentCode = 0;

/** Code of values that came after the dictionary was full. */
export const otherCode = 1;

/** What the page shows for values that a full dictionary did not take. */
export const otherText = '(other values)';

/** Different values of a facet that are kept: beyond that, memory would grow with what viewers invent. */
const mostTexts = 500_000;

/** Characters of a value that are kept; CloudFront's longest fields have 8 KB. */
const longestText = 8_192;

/** Numbers the different values of a facet, so that rows hold small numbers in place of texts. */
export class Dictionary {
  readonly #codes = new Map<string, number>();
  readonly #texts: (string | null)[] = [null, otherText];
  readonly #most: number;

  /** @param most default 500,000 */
  constructor(most = mostTexts) {
    this.#most = most;
  }

  /** Number of codes given out, those of absent and other values included. */
  get size(): number {
    return this.#texts.length;
  }

  /** Code of a value, a new one for a new value. */
  add(value: string | null): number {
    if (value === null) return absentCode;
    const text = value.length > longestText ? value.slice(0, longestText) : value;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    if (this.#texts.length >= this.#most) return otherCode;
    this.#codes.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  /** Code of a value, or undefined if no row has it. */
  find(value: string | null): number | undefined {
    if (value === null) return absentCode;
    return value === otherText ? otherCode : this.#codes.get(value);
  }

  /** The value of a code. */
  text(code: number): string | null {
    return this.#texts[code] ?? null;
  }
}
