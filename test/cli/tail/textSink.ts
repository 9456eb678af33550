import { EventEmitter } from 'node:events';
import type { TextStream } from '../../../terminal/printer.ts';

/** Replaces standard output, and stores the written text. */
export class TextSink extends EventEmitter implements TextStream {
  readonly isTTY: boolean;
  readonly columns?: number;
  /** Whether the stream always accepts more data. */
  roomy = true;
  text = '';

  /** @param columns width of the terminal; not a terminal if it is undefined */
  constructor(columns?: number) {
    super();
    this.isTTY = columns !== undefined;
    if (columns !== undefined) this.columns = columns;
  }

  write(text: string): boolean {
    this.text += text;
    return this.roomy;
  }

  /** Returns the written lines. */
  get lines(): string[] {
    return this.text.split('\n').slice(0, -1);
  }
}
