import { errorSentence } from '../../../terminal/errorSentence.ts';

/**
 * Returns the reason in an error of DuckDB, without its kind, and without the line of the SQL, which users of a command
 * or of the page didn't write.
 */
export function duckdbReason(error: unknown): string {
  return errorSentence(error)
    .replace(/\s*\bLINE \d+:.*$/s, '')
    .replace(/^[A-Z][A-Za-z ]* Error: /, '');
}
