/**
 * Invalid use of a command: an invalid option, file, or folder. The message is one sentence with the expected
 * value, the received value, and what to do. The command exits with status 2.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
