const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;

/** Captures log output instead of printing it. */
export class LogCapture {
  readonly #texts: string[] = [];
  readonly #restore: () => void;

  constructor() {
    const write = process.stdout.write;
    const methodsBefore = methods.map((method) => [method, console[method]] as const);
    for (const method of methods)
      console[method] = (...texts: unknown[]) => this.#texts.push(texts.join(' '));
    // Embedded metrics are written without the console.
    process.stdout.write = (text: string | Uint8Array) => {
      this.#texts.push(String(text).replace(/\n$/, ''));
      return true;
    };
    this.#restore = () => {
      process.stdout.write = write;
      for (const [method, before] of methodsBefore) console[method] = before;
    };
  }

  /** Returns the text logged since the last call. */
  take(): string[] {
    return this.#texts.splice(0);
  }

  /** Restores normal logging. */
  end(): void {
    this.#restore();
  }
}
