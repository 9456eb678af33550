import { createHash } from 'node:crypto';
import type { IConstruct } from 'constructs';

/** Maximum number of characters of a pipeline's name. */
const longestName = 63;

/**
 * Returns the default name of a pipeline: the path of its construct in lowercase letters, digits, and hyphens. It only
 * changes if the path changes. A long path is shortened to its end, with a hash of the complete path before it.
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
