import { createProgram } from '../../cli/program.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';

/**
 * Runs `cfrl` inside the test process, which saves the start of a process.
 *
 * @returns what the command printed to standard output
 * @throws what the command throws, such as a UsageError
 */
export async function runInProcess(args: readonly string[]): Promise<string> {
  let printed = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  try {
    await runCommandLine(createProgram(new AbortController().signal), args);
  } finally {
    spy.mockRestore();
  }
  return printed;
}
