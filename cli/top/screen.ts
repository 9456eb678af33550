import { showLine } from '../../terminal/colors.ts';

/** A terminal. */
export interface Terminal {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

const alternateScreen = '\u001b[?1049h';
const primaryScreen = '\u001b[?1049l';
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const home = '\u001b[H';
const eraseLine = '\u001b[K';
const eraseBelow = '\u001b[J';

/** Draws on the terminal's alternate screen, and restores the terminal afterwards. */
export class Screen {
  readonly #terminal: Terminal;
  #isOpen = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Size of the screen; 80 by 24 if the terminal doesn't report its size. */
  get size(): { readonly columns: number; readonly rows: number } {
    return { columns: this.#terminal.columns || 80, rows: this.#terminal.rows || 24 };
  }

  open(): void {
    this.#isOpen = true;
    this.#terminal.write(alternateScreen + hideCursor);
  }

  /** Draws lines, which may only contain text and colors. */
  draw(lines: readonly string[]): void {
    if (!this.#isOpen) return;
    this.#terminal.write(
      `${home}${lines.map((line) => showLine(line) + eraseLine).join('\r\n')}${eraseBelow}`,
    );
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    // Some terminals show what is left of this screen if their size has changed.
    this.#terminal.write(home + eraseBelow + showCursor + primaryScreen);
  }
}
