import { once } from 'node:events';
import { type Paint, paintFor, showLine } from './colors.ts';

/** A stream of text: standard output, standard error, or a replacement in tests. */
export interface TextStream {
  readonly isTTY?: boolean;
  /** Characters per line, on a terminal. */
  readonly columns?: number;
  /** @returns whether there is room for more */
  write(text: string): unknown;
}

/**
 * The only way for a program to print. Every line is escaped on its way out, so no value can start a new
 * line, move the cursor, or change colors. Only {@link Printer.paint} makes colors.
 */
export class Printer {
  readonly #stream: () => TextStream;
  readonly #environment: Readonly<Record<string, string | undefined>>;

  /**
   * @param stream where to print, looked up for each line
   * @param environment says whether colors are wanted. Default: that of the process
   */
  constructor(
    stream: () => TextStream,
    environment: Readonly<Record<string, string | undefined>> = process.env,
  ) {
    this.#stream = stream;
    this.#environment = environment;
  }

  /** Whether the output is a terminal. */
  get isTerminal(): boolean {
    return this.#stream().isTTY === true;
  }

  /** Characters per line, undefined if the output is not a terminal. */
  get lineWidth(): number | undefined {
    const { isTTY, columns } = this.#stream();
    return isTTY ? columns : undefined;
  }

  /** Colors if the output is a terminal that has them. */
  get paint(): Paint {
    return paintFor(this.#stream(), this.#environment);
  }

  /** Prints one line. A line feed inside the text is escaped; use {@link lines} for several lines. */
  line(text = ''): void {
    this.lines([text]);
  }

  /** Prints lines. */
  lines(lines: readonly string[]): void {
    this.#stream().write(toText(lines));
  }

  /** Prints lines, and waits until the stream has room for more. */
  async linesWhenRoom(lines: readonly string[], signal?: AbortSignal): Promise<void> {
    const stream = this.#stream();
    if (stream.write(toText(lines)) === false)
      await once(stream as unknown as NodeJS.EventEmitter, 'drain', { signal });
  }
}

function toText(lines: readonly string[]): string {
  return lines.map((line) => `${showLine(line)}\n`).join('');
}

/** Prints to standard output. */
export const output = new Printer(() => process.stdout);

/** Prints to standard error: what is not part of the result. */
export const errors = new Printer(() => process.stderr);
