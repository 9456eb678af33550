import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const childrenFolder = join(import.meta.dirname, '../children');

/** Options for running a script in a separate process. */
export interface ChildOptions {
  /** Node.js flags. @default none */
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a script of `bench/children` in a fresh process and returns what it prints as JSON. */
export function runChild<Result>(
  script: string,
  words: readonly string[],
  options: ChildOptions = {},
): Result {
  const { flags = [], environment = {} } = options;
  const output = execFileSync(process.execPath, [...flags, join(childrenFolder, script), ...words], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  return JSON.parse(output) as Result;
}
