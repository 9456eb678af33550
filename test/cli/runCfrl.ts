import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../bin/cfrl.ts');

/** How a command ended. */
export interface Outcome {
  /** Exit status; null if a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface RunningCommand {
  readonly process: ChildProcess;
  /** Resolves once standard output holds so many lines. */
  lines(count: number): Promise<void>;
  readonly outcome: Promise<Outcome>;
}

/**
 * Starts `cfrl` as a process of its own, with no credentials but those given.
 *
 * @param environment variables beside PATH and HOME
 */
export function startCfrl(args: readonly string[], environment: Record<string, string> = {}): RunningCommand {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    env: {
      PATH,
      HOME,
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
