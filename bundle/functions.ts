import { resolve } from 'node:path';

/** All functions of the deployment, by their folder in `lambda`. */
export const functionFolders = [
  'consumer',
  'layouts',
  'attachment',
  'transformation',
  'delivery',
  'compaction',
  'explanation',
] as const;

/** A function of the deployment, by its folder in `lambda`. */
export type FunctionFolder = (typeof functionFolders)[number];

/** Returns the entry file of a function in this repository. */
export function entryOf(folder: FunctionFolder): string {
  return resolve(import.meta.dirname, '../lambda', folder, 'index.ts');
}

/** Location of a function's code. */
export interface FunctionCode {
  /** The folder that becomes the Lambda asset. */
  readonly path: string;
  /** The handler setting of the function. */
  readonly handler: 'index.handler';
  /** Removes temporary files after the asset is created. */
  remove(): void;
}
