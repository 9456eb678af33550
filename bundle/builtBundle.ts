import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from './bundleFunction.ts';
import { entryOf, type FunctionCode, type FunctionFolder } from './functions.ts';

/**
 * Builds a function from source into a temporary folder. In the repository, `#functionBundle` refers to this
 * file.
 */
export function findBundle(folder: FunctionFolder): FunctionCode {
  const path = mkdtempSync(join(tmpdir(), `${folder}-`));
  const remove = () => rmSync(path, { recursive: true, force: true });
  try {
    const { handler } = bundleFunction({ entryFile: entryOf(folder), outputFolder: path });
    return { path, handler, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
