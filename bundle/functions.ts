import { resolve } from 'node:path';

/** Every function of the deployment, by the folder of `lambda` that holds it. */
export const functionFolders = [
  'consumer',
  'layouts',
  'attachment',
  'transformation',
  'delivery',
  'compaction',
  'explanation',
] as const;

/** A function of the deployment: the folder of `lambda` that holds it. */
export type FunctionFolder = (typeof functionFolders)[number];

/** Entry file of a function in this repository. */
export function entryOf(folder: FunctionFolder): string {
  return resolve(import.meta.dirname, '../lambda', folder, 'index.ts');
}

/** Where the code of a function is. */
export interface FunctionCode {
  /** The folder that becomes the Lambda asset. */
  readonly path: string;
  /** The handler setting of the function. */
  readonly handler: 'index.handler';
  /** Removes what exists only until the asset is made. */
  remove(): void;
}
