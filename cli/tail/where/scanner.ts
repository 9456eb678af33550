import { UsageError } from '../../../terminal/usageError.ts';

/** Number of characters shown before and after the position of a mistake. */
const shownAround = 40;

const spaces = /\s*/y;

/** Splits a condition into tokens, and reports the position of mistakes. */
export class Scanner {
  readonly #text: string;
  readonly #option: string;
  /** Where the next token starts. */
  #at = 0;
  /** Where the last token started. */
  #last = 0;

  /** @param option the option that contains the condition */
  constructor(text: string, option: string) {
    this.#text = text;
    this.#option = option;
    this.#skipSpaces();
  }

  /** Whether the end is reached. */
  get ended(): boolean {
    return this.#at === this.#text.length;
  }

  /**
   * Takes the text at the current position if it matches a pattern, and skips the spaces after it.
   *
   * @param pattern a sticky regular expression
   * @returns the match, or undefined if the text doesn't match
   */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#last = this.#at;
    this.#at += match[0].length;
    this.#skipSpaces();
    return match;
  }

  /** Returns an error about the current position, or about the last token. */
  mistake(expected: string, options: { readonly got?: string; readonly atLast?: boolean } = {}): UsageError {
    const place = options.atLast ? this.#last : this.#at;
    const rest = this.#text.slice(place);
    const got = options.got ?? (rest === '' ? 'the end' : `'${/^(?:\w[\w-]*|\W)/.exec(rest)?.[0]}'`);
    return new UsageError(
      `${this.#option}: expected ${expected}, got ${got} at character ${place + 1}: ${this.#around(place)}`,
    );
  }

  #around(place: number): string {
    const start = Math.max(0, place - shownAround);
    const end = Math.min(this.#text.length, place + shownAround);
    const before = `${start > 0 ? '…' : ''}${this.#text.slice(start, place)}`;
    return `${before}▶${this.#text.slice(place, end)}${end < this.#text.length ? '…' : ''}`;
  }

  #skipSpaces(): void {
    spaces.lastIndex = this.#at;
    this.#at += spaces.exec(this.#text)?.[0].length ?? 0;
  }
}
