import { createHash } from 'node:crypto';
import type { IConstruct } from 'constructs';

/** Most characters of a pipeline's name. */
const longestName = 63;

/**
 * The name of a pipeline that is given none: the path of its construct in lowercase letters, digits and hyphens. It
 * stays the same as long as the path does. Of a long path the end is kept, behind a hash of the whole.
 */
export function defaultNameOf({ node: { path } }: IConstruct): string {
  const words = path
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const name = /^[a-z]/.test(words) ? words : `logs-${words}`;
  if (name.length <= longestName) return name;
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return `logs-${hash}-${name.slice(-(longestName - 14)).replace(/^-+/, '')}`;
}
