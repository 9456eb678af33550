import { createProgram } from '../../cli/program.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';

/** What a command printed, and what it failed with. */
export interface PrintedRun {
  readonly lines: readonly string[];
  /** The sentence of the error; undefined if there was none. */
  readonly error: string | undefined;
}

/**
 * Runs `cfrl` inside of this process, which costs less than a process of its own. One run at a time.
 *
 * @param environment variables to set for the run
 */
export async function runHere(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<PrintedRun> {
  let text = '';
  const print = jest.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  const before = { ...process.env };
  Object.assign(process.env, environment);
  let error: string | undefined;
  try {
    await runCommandLine(createProgram(new AbortController().signal), args);
  } catch (thrown) {
    error = (thrown as Error).message;
  } finally {
    print.mockRestore();
    process.env = before;
  }
  return { lines: text.trimEnd().split('\n'), error };
}
