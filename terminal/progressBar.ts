import { cutToWidth } from './displayWidth.ts';
import { plainText } from './plainText.ts';
import { usualColumns } from './printer.ts';

/** Stream for a progress bar: standard error, or a replacement in tests. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  /** Characters per line. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** Progress of a command. */
export interface Progress {
  /** Completed share, 0 to 1; undefined if the total is unknown. */
  readonly share: number | undefined;
  /** Text next to the bar, such as `12,000 records`. */
  readonly text: string;
}

/** Minimum milliseconds between updates. */
const redrawAfter = 100;

const barWidth = 30;
const eraseLine = '\r\u001B[K';

/** A progress bar on a terminal. Writes nothing if the stream isn't a terminal. */
export class ProgressBar {
  readonly #stream: ProgressStream;
  readonly #now: () => number;
  #drawn = Number.NEGATIVE_INFINITY;

  /**
   * @param stream default: standard error
   * @param now returns the current time in milliseconds; default: the system clock
   */
  constructor(stream: ProgressStream = process.stderr, now: () => number = Date.now) {
    this.#stream = stream;
    this.#now = now;
  }

  /** Creates a bar on standard output, for a program whose output is its progress. */
  static onOutput(): ProgressBar {
    return new ProgressBar(process.stdout);
  }

  /** Redraws the bar, at most ten times per second. */
  update(progress: Progress): void {
    if (!this.#stream.isTTY || this.#now() - this.#drawn < redrawAfter) return;
    this.#drawn = this.#now();
    this.#stream.write(eraseLine + progressLine(progress, this.#stream.columns));
  }

  /** Removes the bar, so that the next output line replaces it. */
  end(): void {
    if (this.#stream.isTTY && Number.isFinite(this.#drawn)) this.#stream.write(eraseLine);
  }
}

/**
 * Returns the bar as text, one column shorter than the line, because of the cursor.
 *
 * @param columns characters per line; default: 80, also if a terminal reports 0 because its size is unknown
 */
export function progressLine(progress: Progress, columns?: number): string {
  const { share } = progress;
  const text = plainText(progress.text);
  const room = (columns || usualColumns) - 1;
  if (share === undefined) return cutToWidth(text, room);
  const part = Math.min(1, Math.max(0, share));
  const filled = Math.floor(part * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  const percent = `${Math.floor(part * 100)}%`.padStart(4);
  return cutToWidth(`${bar} ${percent}  ${text}`, room);
}
