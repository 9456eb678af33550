import { getSystemErrorMessage } from 'node:util';

/** Returns the reason for a file error, without the file's name: `no such file or directory`. */
export function errorReason(error: unknown): string {
  const { errno, syscall } = error as NodeJS.ErrnoException;
  return errno === undefined || syscall === undefined ? errorSentence(error) : getSystemErrorMessage(errno);
}

/** Returns an error's message as one line. */
export function errorSentence(error: unknown): string {
  const { message = String(error) } = error as Partial<Error>;
  return message.replaceAll(/\s*\n\s*/g, ' ').trim();
}
