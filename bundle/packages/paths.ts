import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's root. */
export const projectFolder = resolve(import.meta.dirname, '../..');

/** Where packages are built. */
export const distFolder = join(projectFolder, 'dist');

/** What a package takes from the project's own package.json. */
export interface ProjectManifest {
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Reads the project's own package.json. */
export function readManifest(): ProjectManifest {
  return JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
}
