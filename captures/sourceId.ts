import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { standardInput } from './input.ts';

const longestName = 80;
const hashDigits = 8;

/**
 * Returns an identifier that replaces the shard's name for records from a file: the file's sanitized name and
 * a hash of its first record. So the same file always gives the same object keys, and files with the same
 * name don't overwrite each other's objects. `day.tsv.gz` becomes `day-1f0a39c2`.
 *
 * It never begins with a dot or an underscore, because Athena ignores such objects.
 */
export function sourceId(inputName: string, firstRecord: Uint8Array): string {
  const name = inputName === standardInput ? 'stdin' : basename(inputName);
  const clean = name
    .replace(/\.gz$/i, '')
    .replace(/\.[a-z]{1,5}$/i, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .slice(0, longestName)
    .replaceAll(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(firstRecord).digest('hex').slice(0, hashDigits);
  return `${clean || 'records'}-${hash}`;
}
