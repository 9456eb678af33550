import { once } from 'node:events';
import type { ReadRecords } from '../../core/records/recordReader.ts';
import { paintFor } from '../../terminal/colors.ts';
import { plainJson, plainText } from '../../terminal/plainText.ts';
import { jsonRow } from '../records/jsonRow.ts';
import { columnsFor } from './column.ts';
import { LineWriter } from './lineWriter.ts';

/** A stream of text: standard output, standard error, or what stands in for them. */
export interface TextStream extends NodeJS.EventEmitter {
  readonly isTTY?: boolean;
  /** Characters a line, on a terminal. */
  readonly columns?: number;
  /** Whether there is room for more. */
  write(text: string): boolean;
}

/** What of a record is shown, and where. */
export interface TailOutputSettings {
  readonly output: TextStream;
  readonly errors: TextStream;
  /** Whether records are written as JSON, one a line. */
  readonly json: boolean;
  /** Names of the fields that records have. */
  readonly logged: readonly string[];
  /** Names of those to show. Default: the usual ones; of JSON all. */
  readonly chosen: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Makes lines of records and writes them: aligned and colored on a terminal, the same without colors elsewhere. */
export class TailOutput {
  readonly #settings: TailOutputSettings;
  readonly #lines: LineWriter;

  constructor(settings: TailOutputSettings) {
    const { output, logged, chosen, environment } = settings;
    this.#settings = settings;
    const lineWidth = () => (output.isTTY ? output.columns : undefined);
    this.#lines = new LineWriter({
      columns: columnsFor(logged, chosen, lineWidth()),
      paint: paintFor(output, environment),
      lineWidth,
    });
  }

  /** Names the columns, where somebody watches. */
  async begin(): Promise<void> {
    const { output, json } = this.#settings;
    if (output.isTTY && !json) await this.write([this.#lines.header()]);
  }

  format(records: ReadRecords, record: number): string {
    const { json, chosen } = this.#settings;
    return json ? plainJson(jsonRow(records, record, chosen)) : this.#lines.line(records, record);
  }

  /** Writes lines, and waits until there is room for more. */
  async write(lines: readonly string[], signal?: AbortSignal): Promise<void> {
    const { output } = this.#settings;
    if (!output.write(lines.map((line) => `${line}\n`).join(''))) await once(output, 'drain', { signal });
  }

  /** Tells the operator something that is no record. */
  note(text: string): void {
    const { errors, environment } = this.#settings;
    errors.write(`${paintFor(errors, environment)('dim', plainText(text))}\n`);
  }
}
