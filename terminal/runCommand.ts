import { errors } from './printer.ts';
import { sentence } from './sentence.ts';
import { UsageError } from './usageError.ts';

/** Exit statuses besides 0; as in shells, those of signals are 128 plus the signal's number. */
export const exitStatus = { failed: 1, wrongUse: 2, interrupted: 130, terminated: 143 } as const;

/** Milliseconds in which a second Ctrl-C is the first one again, sent by another program. */
const echoMilliseconds = 500;

/**
 * Runs a command to its end and sets the exit status. What the command throws becomes one sentence on
 * standard error, never a stack trace. If nobody reads the output any longer (`| head`), the process ends
 * quietly.
 *
 * @param command must stop soon when the signal is aborted (Ctrl-C, SIGTERM); what it throws then is reported
 *   like an error. A second Ctrl-C ends the process without waiting for it
 */
export async function runCommand(command: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  let stopped: number | undefined;
  const stopWith = (status: number) => () => {
    stopped ??= status;
    const firstAt = performance.now();
    // npm passes Ctrl-C on to a program that the terminal has sent it already.
    process.on('SIGINT', () => {
      // Listeners to the exit end what the command has started.
      if (performance.now() - firstAt > echoMilliseconds) process.exit(exitStatus.interrupted);
    });
    stop.abort();
  };
  process.once('SIGINT', stopWith(exitStatus.interrupted));
  process.once('SIGTERM', stopWith(exitStatus.terminated));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly);
  try {
    await command(stop.signal);
  } catch (error) {
    errors.line(sentence(error));
    process.exitCode = stopped ?? exitStatusOf(error);
  }
  await flush(process.stdout);
  // Otherwise, the process would wait for a standard input that nobody reads to its end.
  process.exit();
}

function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.exitCode = exitStatus.failed;
  process.exit();
}

/** The exit status of a command that throws an error. */
export function exitStatusOf(error: unknown): number {
  return error instanceof UsageError ? exitStatus.wrongUse : exitStatus.failed;
}
