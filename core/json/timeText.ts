import type { TimeNotation } from './documentFormat.ts';

/** Formats times of requests. Neighboring requests share a second, so the text of the last second is cached. */
export class TimePrinter {
  readonly #notation: TimeNotation;
  #second = Number.NaN;
  #secondText = '';

  constructor(notation: TimeNotation) {
    this.#notation = notation;
  }

  /**
   * Formats a time as a JSON value.
   *
   * @param time epoch milliseconds
   */
  print(time: number): string {
    if (this.#notation === 'milliseconds') return String(time);
    const second = Math.floor(time / 1000);
    const thousandths = String(time - second * 1000).padStart(3, '0');
    if (this.#notation === 'seconds') return `${second}.${thousandths}`;
    if (second !== this.#second) {
      this.#second = second;
      const text = new Date(second * 1000).toISOString().slice(0, 19);
      this.#secondText = this.#notation === 'space' ? text.replace('T', ' ') : text;
    }
    return this.#notation === 'space'
      ? `"${this.#secondText}.${thousandths}"`
      : `"${this.#secondText}.${thousandths}Z"`;
  }
}
