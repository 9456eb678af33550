import type { ReadRecords } from '../../core/records/recordReader.ts';
import { plainJson } from '../../terminal/plainText.ts';
import type { Printer } from '../../terminal/printer.ts';
import { jsonRow } from '../records/jsonRow.ts';
import { columnsFor } from './column.ts';
import { LineWriter } from './lineWriter.ts';

/** Settings of `TailOutput`. */
export interface TailOutputSettings {
  readonly output: Printer;
  readonly errors: Printer;
  /** Whether records are written as JSON, one per line. */
  readonly json: boolean;
  /** Names of the logged fields. */
  readonly logged: readonly string[];
  /** Names of the fields to show. Default: the default columns; with JSON, all fields. */
  readonly chosen: readonly string[] | undefined;
}

/** Formats records as lines and writes them: with aligned columns, and with colors on a terminal. */
export class TailOutput {
  readonly #settings: TailOutputSettings;
  readonly #lines: LineWriter;

  constructor(settings: TailOutputSettings) {
    const { output, logged, chosen } = settings;
    this.#settings = settings;
    this.#lines = new LineWriter({
      columns: columnsFor(logged, chosen, output.lineWidth),
      paint: output.paint,
      lineWidth: () => output.lineWidth,
    });
  }

  /** Prints the names of the columns, on a terminal. */
  async begin(): Promise<void> {
    const { output, json } = this.#settings;
    if (output.isTerminal && !json) await this.write([this.#lines.header()]);
  }

  format(records: ReadRecords, record: number): string {
    const { json, chosen } = this.#settings;
    return json ? plainJson(jsonRow(records, record, chosen)) : this.#lines.line(records, record);
  }

  /** Writes lines, and waits until there is room for more. */
  async write(lines: readonly string[], signal?: AbortSignal): Promise<void> {
    await this.#settings.output.linesWithBackpressure(lines, signal);
  }

  /** Prints a message that isn't a record. */
  note(text: string): void {
    const { errors } = this.#settings;
    errors.line(errors.paint('dim', text));
  }
}
