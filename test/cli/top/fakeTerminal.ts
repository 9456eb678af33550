import { EventEmitter } from 'node:events';
import { displayWidth } from '../../../terminal/displayWidth.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what programs send to terminals
const sequence = /\u001b\[(\?1049[hl]|\?25[hl]|H|K|J|[0-9;]*m)|\r\n|[^\u001b\r\n]+/gy;

/** A terminal that understands the sequences that the screen of `cfrl top` uses. Any other sequence is an error. */
export class FakeTerminal extends EventEmitter {
  columns = 80;
  rows = 24;
  isAlternate = false;
  isCursorShown = true;
  /** Lines on the screen. */
  lines: string[] = [];
  #row = 0;
  /** Text of the current line, up to the cursor. */
  #written = '';

  write(text: string): boolean {
    sequence.lastIndex = 0;
    for (let at = 0; at < text.length; at = sequence.lastIndex) {
      const [token, control] = sequence.exec(text) ?? [];
      if (token === undefined) throw new Error(`unexpected text: ${JSON.stringify(text.slice(at, at + 20))}`);
      if (control === undefined) this.#print(token);
      else this.#control(control);
    }
    return true;
  }

  /** Changes the size, as when a person drags the edge of the window. */
  resize(columns: number, rows: number): void {
    Object.assign(this, { columns, rows, lines: [] });
    this.emit('resize');
  }

  #control(control: string): void {
    if (control === 'H') this.#move(0);
    else if (control === 'J') this.lines.length = Math.min(this.lines.length, this.#row + 1);
    else if (control.startsWith('?1049')) this.isAlternate = control.endsWith('h');
    else if (control.startsWith('?25')) this.isCursorShown = control.endsWith('h');
    else if (control === 'K') this.lines[this.#row] = this.#written;
  }

  #move(row: number): void {
    this.#row = row;
    this.#written = '';
  }

  #print(text: string): void {
    if (text === '\r\n') {
      this.#move(this.#row + 1);
      return;
    }
    this.#written += text;
    if (displayWidth(this.#written) > this.columns || this.#row >= this.rows)
      throw new Error(`text outside the screen: ${this.#written}`);
    this.lines[this.#row] = this.#written;
  }
}

/** A keyboard that remembers its mode. */
export class FakeKeyboard extends EventEmitter {
  isRaw = false;
  isReading = false;

  setRawMode(raw: boolean): void {
    this.isRaw = raw;
  }

  setEncoding(): void {}

  resume(): void {
    this.isReading = true;
  }

  pause(): void {
    this.isReading = false;
  }

  press(...keys: readonly string[]): void {
    for (const key of keys) this.emit('data', key);
  }
}
