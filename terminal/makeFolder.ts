import { mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Makes a folder, and the folders above it that are missing. Node's own recursive mkdir never returns if the system
 * says that a folder above doesn't exist although it does, as below `/proc`.
 *
 * @throws Error of the system
 */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(resolve(path));
  if (parent !== resolve(path)) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}

/**
 * Makes sure that a folder is there or can be made, and that it can be written to. Leaves nothing behind.
 *
 * @throws Error of the system
 */
export function checkFolder(path: string): void {
  const existing = nearestExisting(resolve(path));
  rmdirSync(mkdtempSync(join(existing, '.probe-')));
}

function nearestExisting(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? nearestExisting(dirname(path)) : path;
}
