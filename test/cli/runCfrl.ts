import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../bin/cfrl.ts');

/** Result of a command. */
export interface Outcome {
  /** Exit status; null if a signal ended the command. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running command. */
export interface RunningCommand {
  readonly process: ChildProcess;
  /** Resolves when standard output has a number of lines. */
  lines(count: number): Promise<void>;
  readonly outcome: Promise<Outcome>;
}

/**
 * Starts `cfrl` as a process that has only the given credentials.
 *
 * @param environment variables in addition to PATH, HOME, and the folder of compiled code
 */
export function startCfrl(args: readonly string[], environment: Record<string, string> = {}): RunningCommand {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    env: {
      PATH,
      HOME,
      NODE_COMPILE_CACHE,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return {
    process: child,
    async lines(count) {
      while (stdout.split('\n').length <= count) await once(child.stdout, 'data');
    },
    outcome: once(child, 'close').then(([status]) => ({ status, stdout, stderr })),
  };
}
