import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FunctionCode, FunctionFolder } from './functions.ts';

/**
 * Finds a function's bundle in the package. In the package, `#functionBundle` refers to this file, so that
 * apps need no bundler.
 *
 * @throws Error if the package is incomplete
 */
export function findBundle(folder: FunctionFolder): FunctionCode {
  const path = resolve(import.meta.dirname, '../functions', folder);
  if (!existsSync(path)) {
    throw new Error(
      `expected the bundle of the function ${folder} in ${path}, got none; install the package again`,
    );
  }
  return { path, handler: 'index.handler', remove: () => {} };
}
