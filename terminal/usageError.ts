/**
 * Wrong use of a command: an option, a file or a folder that it cannot work with. Its message is one sentence that
 * tells what was expected, what was got and what to do; the command ends with exit status 2.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
