import { getSystemErrorMessage } from 'node:util';

/** Why a file could not be used, without the file's name: `no such file or directory`. */
export function reason(error: unknown): string {
  const { errno } = error as NodeJS.ErrnoException;
  return typeof errno === 'number' && errno < 0 ? getSystemErrorMessage(errno) : sentence(error);
}

/** What an error tells, in one line. */
export function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replaceAll(/\s*\n\s*/g, ' ').trim();
}
