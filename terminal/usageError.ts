/**
 * Wrong use of a command: an option, a file or a folder that it cannot work with. Its message is one sentence that
 * says what was expected, what was received, and what to do. The command ends with exit status 2.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
