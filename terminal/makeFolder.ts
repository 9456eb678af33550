import { mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Creates a folder and its missing parents. Node's own recursive mkdir never returns if the system reports
 * that an existing parent doesn't exist, which happens below `/proc`.
 *
 * @throws Error from the system
 */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(resolve(path));
  if (parent !== resolve(path)) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have created it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}

/**
 * Checks that a folder exists or can be created, and is writable. Leaves nothing behind.
 *
 * @throws Error from the system
 */
export function checkFolder(path: string): void {
  const existing = nearestExisting(resolve(path));
  rmdirSync(mkdtempSync(join(existing, '.probe-')));
}

function nearestExisting(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? nearestExisting(dirname(path)) : path;
}
