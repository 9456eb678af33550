import { loadProgram } from '../../cli/commands.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';
import { errorSentence } from '../../terminal/errorSentence.ts';
import type { TextStream } from '../../terminal/printer.ts';
import { exitStatusOf } from '../../terminal/runCommand.ts';

/** Result of a command. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Environment variables of a process that has only the given credentials. */
const noCredentials = {
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** A stream that isn't a terminal, and the text written to it. */
class Capture implements TextStream {
  readonly isTTY = false;
  text = '';

  write(text: string): boolean {
    this.text += text;
    return true;
  }
}

/** Runs a function with its own streams and environment variables. */
async function withProcess<T>(
  streams: Readonly<Record<'stdout' | 'stderr', Capture>>,
  environment: Readonly<Record<string, string>>,
  run: () => Promise<T>,
): Promise<T> {
  const originals = { stdout: process.stdout, stderr: process.stderr };
  const variables = { ...process.env };
  const setStreams = (values: object) => {
    for (const [name, value] of Object.entries(values))
      Object.defineProperty(process, name, { value, configurable: true, writable: true });
  };
  const setVariables = (values: object) => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    Object.assign(process.env, values);
  };
  setStreams(streams);
  setVariables({ ...noCredentials, ...environment });
  try {
    return await run();
  } finally {
    setStreams(originals);
    setVariables(variables);
    for (const name of Object.keys(environment)) if (!(name in variables)) delete process.env[name];
  }
}

/** The text that a command printed, and the error that it threw; undefined if it threw none. */
interface Execution {
  readonly stdout: string;
  readonly stderr: string;
  readonly error: unknown;
}

let last: Promise<unknown> = Promise.resolve();

/** Runs a command after earlier ones, because they share the streams and variables of the process. */
function execute(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Execution> {
  const streams = { stdout: new Capture(), stderr: new Capture() };
  const run = async () => {
    let error: unknown;
    await withProcess(streams, environment, async () => {
      try {
        await runCommandLine(await loadProgram(args, new AbortController().signal), args);
      } catch (thrown) {
        error = thrown;
      }
    });
    return { stdout: streams.stdout.text, stderr: streams.stderr.text, error };
  };
  const execution = last.then(run, run);
  last = execution;
  return execution;
}

/**
 * Runs `cfrl` to its end inside the test process, which saves the start of a process. One command runs at a time.
 *
 * @param environment variables in addition to those of the test, which has no AWS credentials
 */
export async function runCfrl(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const { stdout, stderr, error } = await execute(args, environment);
  if (error === undefined) return { status: 0, stdout, stderr };
  return { status: exitStatusOf(error), stdout, stderr: `${stderr}${errorSentence(error)}\n` };
}

/**
 * Runs `cfrl` like {@link runCfrl}.
 *
 * @returns what the command printed to standard output
 * @throws what the command throws, such as a UsageError
 */
export async function runInProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout, error } = await execute(args, environment);
  if (error !== undefined) throw error;
  return stdout;
}

/**
 * Runs `cfrl` like {@link runCfrl}.
 *
 * @returns the lines of standard output, and the message of the error; undefined if there was no error
 */
export async function runForLines(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly lines: readonly string[]; readonly error: string | undefined }> {
  const { stdout, error } = await execute(args, environment);
  return { lines: stdout.trimEnd().split('\n'), error: (error as Error | undefined)?.message };
}
