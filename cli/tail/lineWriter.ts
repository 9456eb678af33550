import type { ReadRecords } from '../../core/records/recordReader.ts';
import type { Paint } from '../../terminal/colors.ts';
import { cutToWidth, displayWidth, padToWidth } from '../../terminal/displayWidth.ts';
import { type Column, paintText } from './column.ts';

const gap = '  ';

/** Minimum width of the last column. It isn't truncated further, because the text would be useless. */
const narrowest = 12;

/** Settings of `LineWriter`. */
export interface LineSettings {
  readonly columns: readonly Column[];
  readonly paint: Paint;
  /** Maximum width of a line; undefined if lines aren't truncated. */
  readonly lineWidth: () => number | undefined;
}

/** Formats records as lines with aligned columns. A column becomes wider if its values do. */
export class LineWriter {
  readonly #settings: LineSettings;
  readonly #widths: number[];

  constructor(settings: LineSettings) {
    this.#settings = settings;
    const cuts = settings.lineWidth() !== undefined;
    this.#widths = settings.columns.map(({ title, width, pipedWidth = width }) =>
      Math.max(title.length, cuts ? width : pipedWidth),
    );
  }

  /** Returns the line with the titles of the columns. */
  header(): string {
    const { columns, paint } = this.#settings;
    const titles = columns.map(({ title }) => title);
    return paint(
      'dim',
      this.#aligned(titles, (_, text) => text),
    );
  }

  /** Returns the line of a record. */
  line(records: ReadRecords, record: number): string {
    const { columns, paint, lineWidth } = this.#settings;
    const values = columns.map(({ field }) => records.value(record, field));
    const texts = columns.map(({ text, widest }, index) => {
      const whole = text(values[index] ?? null);
      const isLast = index === columns.length - 1;
      return isLast || lineWidth() === undefined ? whole : cutToWidth(whole, widest);
    });
    // Without a terminal, nothing is truncated, and columns keep their positions.
    if (lineWidth() !== undefined) this.#grow(texts);
    return this.#aligned(texts, (index, text) =>
      paintText(paint, columns[index], values[index] ?? null, text),
    );
  }

  #grow(texts: readonly string[]): void {
    for (const [index, text] of texts.entries()) {
      const { widest } = this.#settings.columns[index];
      const needed = Math.min(widest, displayWidth(text));
      this.#widths[index] = Math.max(this.#widths[index], needed);
    }
  }

  #aligned(texts: readonly string[], paint: (index: number, text: string) => string): string {
    const { columns, lineWidth } = this.#settings;
    const last = texts.length - 1;
    let used = 0;
    const cells = texts.map((text, index) => {
      const { align } = columns[index];
      if (index === last) return paint(index, this.#cutLast(text, lineWidth(), used));
      const cell = padToWidth(text, this.#widths[index], align);
      used += displayWidth(cell) + gap.length;
      return cell.replace(text, () => paint(index, text));
    });
    return cells.join(gap);
  }

  #cutLast(text: string, lineWidth: number | undefined, used: number): string {
    if (lineWidth === undefined) return text;
    const left = lineWidth - used;
    return left < narrowest ? text : cutToWidth(text, left);
  }
}
