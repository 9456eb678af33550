/** Bytes of a malformed value that are kept. */
const keptBytes = 64;

/**
 * Values that don't parse as their column's type, by row: `name=value` each, with the value as logged, cut at 64
 * bytes. Several values of one row are separated by a tab, the only character that no value contains.
 */
export class MalformedValues {
  /** Number of values noted. */
  count = 0;
  readonly #byRow = new Map<number, string>();

  reset(): void {
    this.count = 0;
    this.#byRow.clear();
  }

  note(row: number, fieldName: string, value: string): void {
    const kept = Buffer.from(value)
      .subarray(0, keptBytes)
      .toString()
      .replace(/\uFFFD+$/, '');
    const entry = `${fieldName}=${kept}`;
    const earlier = this.#byRow.get(row);
    this.#byRow.set(row, earlier === undefined ? entry : `${earlier}\t${entry}`);
    this.count++;
  }

  /** Rows with malformed values, in rising order, each with its text. */
  byRow(): [row: number, text: string][] {
    return [...this.#byRow].sort(([a], [b]) => a - b);
  }
}
