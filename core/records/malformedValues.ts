/** Number of bytes of a malformed value to keep. */
const keptBytes = 64;

/**
 * Collects values that don't parse as their column's type, by row, as `name=value`, with the value as logged, truncated
 * at 64 bytes. Several values of one row are separated by a tab, because no value contains a tab.
 */
export class MalformedValues {
  /** Number of collected values. */
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

  /** Returns the rows with malformed values, in ascending order, each with its text. */
  byRow(): [row: number, text: string][] {
    return [...this.#byRow].sort(([a], [b]) => a - b);
  }
}
