import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { standardInput } from './input.ts';

const longestName = 80;
const hashDigits = 8;

/**
 * Replaces the shard's name for records that come from a file: the file's name in clean form, and a hash of
 * its first record. So the same file gives the same objects again, and files of one name do not overwrite
 * each other's. `day.tsv.gz` becomes `day-1f0a39c2`.
 *
 * It never begins with a dot or an underscore: Athena does not see such objects.
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
