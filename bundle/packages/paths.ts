import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Root folder of the project. */
export const projectFolder = resolve(import.meta.dirname, '../..');

/** Folder for the built packages. */
export const distFolder = join(projectFolder, 'dist');

/** Members of the project's package.json that packages use. */
export interface ProjectManifest {
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Reads the project's package.json. */
export function readManifest(): ProjectManifest {
  return JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
}
