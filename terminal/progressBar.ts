import { showLine } from './colors.ts';

/** Where a bar is drawn: standard error, or a replacement for it. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  /** Characters a line. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** How far a command has come. */
export interface Progress {
  /** Share that is done, 0 to 1; undefined if the total isn't known. */
  readonly share: number | undefined;
  /** Text next to the bar, such as `12,000 records`. */
  readonly text: string;
}

/** Milliseconds between two drawings. */
const redrawAfter = 100;

const barWidth = 30;
const usualColumns = 80;
const eraseLine = '\r\u001B[K';

/** A progress bar on a terminal; elsewhere it writes nothing. */
export class ProgressBar {
  readonly #stream: ProgressStream;
  readonly #now: () => number;
  #drawn = Number.NEGATIVE_INFINITY;

  /**
   * @param stream default standard error
   * @param now the time in milliseconds. Default the clock
   */
  constructor(stream: ProgressStream = process.stderr, now: () => number = Date.now) {
    this.#stream = stream;
    this.#now = now;
  }

  /** A bar on standard output, for a program whose output is its progress. */
  static onOutput(): ProgressBar {
    return new ProgressBar(process.stdout);
  }

  /** Draws the bar again, at most ten times a second. */
  update(progress: Progress): void {
    if (!this.#stream.isTTY || this.#now() - this.#drawn < redrawAfter) return;
    this.#drawn = this.#now();
    this.#stream.write(eraseLine + showLine(progressLine(progress, this.#stream.columns)));
  }

  /** Removes the bar, so that the next line of output takes its place. */
  end(): void {
    if (this.#stream.isTTY && Number.isFinite(this.#drawn)) this.#stream.write(eraseLine);
  }
}

/**
 * The bar as text that leaves room for the cursor in its line.
 *
 * @param columns characters a line. Default 80, also if a terminal reports 0 because it doesn't know its size
 */
export function progressLine({ share, text }: Progress, columns?: number): string {
  const room = (columns || usualColumns) - 1;
  if (share === undefined) return text.slice(0, room);
  const part = Math.min(1, Math.max(0, share));
  const filled = Math.floor(part * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  const percent = `${Math.floor(part * 100)}%`.padStart(4);
  return `${bar} ${percent}  ${text}`.slice(0, room);
}
