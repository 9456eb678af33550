const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;

/** Captures what is logged to any console instead of printing it. */
export class LogCapture {
  readonly #texts: string[] = [];
  readonly #restore: () => void;

  constructor() {
    const write = process.stdout.write;
    const methodsBefore = methods.map((method) => [method, console[method]] as const);
    for (const method of methods)
      console[method] = (...texts: unknown[]) => this.#texts.push(texts.join(' '));
    // Embedded metrics are written past the console.
    process.stdout.write = (text: string | Uint8Array) => {
      this.#texts.push(String(text).replace(/\n$/, ''));
      return true;
    };
    this.#restore = () => {
      process.stdout.write = write;
      for (const [method, before] of methodsBefore) console[method] = before;
    };
  }

  /** What was logged since it was asked last. */
  take(): string[] {
    return this.#texts.splice(0);
  }

  /** Lets things be shown again. */
  end(): void {
    this.#restore();
  }
}
