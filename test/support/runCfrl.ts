import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** Outcome of a run of `cfrl`. */
export interface FinishedRun {
  /** Exit status; null if a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `cfrl` in a separate process, as `npx cfrl` does. */
export function startCfrl(args: readonly string[], nodeOptions: readonly string[] = []) {
  return spawn(process.execPath, [...nodeOptions, 'bin/cfrl.ts', ...args]);
}

/** Waits for the end of a process. */
export async function waitForEnd(child: ChildProcessWithoutNullStreams): Promise<FinishedRun> {
  const [stdout, stderr, [status]] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    once(child, 'close'),
  ]);
  return { status, stdout, stderr };
}

/** Runs `cfrl`, and waits for its end. */
export function runCfrl(args: readonly string[], input: string | Buffer = ''): Promise<FinishedRun> {
  const child = startCfrl(args);
  // A process can end before it has read all of its input.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return waitForEnd(child);
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}
