import { once } from 'node:events';
import { type Paint, paintFor, showLine } from './colors.ts';

/** Characters per line of a terminal whose size is unknown. */
export const usualColumns = 80;

/** A stream of text: standard output, standard error, or a replacement in tests. */
export interface TextStream {
  readonly isTTY?: boolean;
  /** Characters per line, on a terminal. */
  readonly columns?: number;
  /** @returns whether there is room for more */
  write(text: string): unknown;
}

/**
 * Prints text. Programs must only print with this class. It escapes every line, so that values can't start a
 * new line, move the cursor, or change colors. Only {@link Printer.paint} creates colors.
 */
export class Printer {
  readonly #stream: () => TextStream;
  readonly #environment: Readonly<Record<string, string | undefined>>;

  /**
   * @param stream returns the stream to print to; called for each line
   * @param environment environment variables, which can disable colors; default: the process's
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

  /** Characters per line, 80 if a terminal doesn't report its size; undefined if the output isn't a terminal. */
  get lineWidth(): number | undefined {
    const { isTTY, columns } = this.#stream();
    return isTTY ? columns || usualColumns : undefined;
  }

  /** Colors text if the output is a terminal with colors. */
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
  async linesWithBackpressure(lines: readonly string[], signal?: AbortSignal): Promise<void> {
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

/** Prints to standard error, for text that isn't part of the result. */
export const errors = new Printer(() => process.stderr);
