import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FunctionCode, FunctionFolder } from './functions.ts';

/**
 * Finds the bundle that was built when the package was. `#functionBundle` is this file in the package, so that an
 * app needs no bundler.
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
