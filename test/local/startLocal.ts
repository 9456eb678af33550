import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../local/start.ts');

/** Outcome of `npm start`. */
export interface LocalOutcome {
  /** Exit status; null if a signal ended it. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A running `npm start`. */
export interface LocalRun {
  readonly child: ChildProcess;
  /**
   * Waits until standard output matches.
   *
   * @throws Error with the output if the program ends earlier
   */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  /** Everything printed so far, to standard output and standard error. */
  printed(): string;
  readonly outcome: Promise<LocalOutcome>;
}

const running = new Set<ChildProcess>();

// A program that a failed test leaves running would prevent the test runner from exiting.
afterAll(async () => {
  for (const child of running) {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
});

/** Starts `npm start` in a separate process. */
export function startLocal(args: readonly string[], environment: Record<string, string> = {}): LocalRun {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...environment } });
  running.add(child);
  let [output, errors, printed] = ['', '', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    printed += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
    printed += text;
  });
  const outcome = once(child, 'close').then(([status]) => {
    running.delete(child);
    return { status, output, errors };
  });
  const ended = outcome.then(() => 'ended' as const);
  return {
    child,
    async shows(pattern) {
      for (;;) {
        const found = pattern.exec(output);
        if (found !== null) return found;
        const next = await Promise.race([once(child.stdout, 'data'), ended]);
        if (next === 'ended' && !pattern.test(output))
          throw new Error(`expected ${pattern} before the end, got: ${printed}`);
      }
    },
    printed: () => printed,
    outcome,
  };
}
