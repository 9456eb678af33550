import { errorReason, errorSentence } from './errorSentence.ts';
import { errors } from './printer.ts';
import { UsageError } from './usageError.ts';

/** Exit statuses other than 0. As in shells, a signal's status is 128 plus its number. */
export const exitStatus = { failed: 1, wrongUse: 2, interrupted: 130, terminated: 143 } as const;

/** Within this many milliseconds, a second SIGINT is a duplicate of the first Ctrl-C, sent by another program. */
const echoMilliseconds = 500;

/**
 * Runs a command and sets the exit status. An error is printed to standard error as one sentence, without a stack trace. If the output is closed (`| head`), the process exits silently.
 *
 * @param command must stop soon after the signal is aborted (Ctrl-C, SIGTERM). Errors that it throws then are
 * reported like others. A second Ctrl-C ends the process without waiting for the command
 */
export async function runCommand(command: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  let stopped: number | undefined;
  const stopWith = (status: number) => () => {
    stopped ??= status;
    const firstAt = performance.now();
    // npm forwards Ctrl-C to a program that has already received it from the terminal.
    process.on('SIGINT', () => {
      // Exit listeners stop everything that the command has started.
      if (performance.now() - firstAt > echoMilliseconds) process.exit(exitStatus.interrupted);
    });
    stop.abort();
  };
  process.once('SIGINT', stopWith(exitStatus.interrupted));
  process.once('SIGTERM', stopWith(exitStatus.terminated));
  process.stdout.on('error', endAfterWriteError);
  process.stderr.on('error', endQuietly);
  try {
    await command(stop.signal);
  } catch (error) {
    errors.line(errorSentence(error));
    process.exitCode = stopped ?? exitStatusOf(error);
  }
  await flush(process.stdout);
  // Otherwise, the process would wait for the end of a standard input that it doesn't read.
  process.exit();
}

function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

/** Ends the process after a failed write to standard output: silently if its reader has ended, such as `head`. */
function endAfterWriteError(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') errors.line(`can't write the output: ${errorReason(error)}`);
  endQuietly(error);
}

function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.exitCode = exitStatus.failed;
  process.exit();
}

/** Returns the exit status for an error. */
export function exitStatusOf(error: unknown): number {
  return error instanceof UsageError ? exitStatus.wrongUse : exitStatus.failed;
}
