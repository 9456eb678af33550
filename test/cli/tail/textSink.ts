import { EventEmitter } from 'node:events';
import type { TextStream } from '../../../terminal/printer.ts';

/** Takes the place of standard output, and keeps what is written. */
export class TextSink extends EventEmitter implements TextStream {
  readonly isTTY: boolean;
  readonly columns?: number;
  /** Whether there is always room for more. */
  roomy = true;
  text = '';

  /** @param columns characters a line of the terminal; no terminal without */
  constructor(columns?: number) {
    super();
    this.isTTY = columns !== undefined;
    if (columns !== undefined) this.columns = columns;
  }

  write(text: string): boolean {
    this.text += text;
    return this.roomy;
  }

  /** What was written, line by line. */
  get lines(): string[] {
    return this.text.split('\n').slice(0, -1);
  }
}
