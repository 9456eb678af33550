import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleFunction } from '../bundle/bundleFunction.ts';

/** A function of the deployment: the folder of `lambda` that holds it. */
export type FunctionFolder = 'consumer' | 'layouts' | 'attachment';

/** Entry file of a function. */
export function entryOf(folder: FunctionFolder): string {
  return resolve(import.meta.dirname, '../lambda', folder, 'index.ts');
}

/**
 * Bundles a function, the consumer as the local pipeline does, and hands it over as an asset. The bundle is gone
 * afterwards; what is made with it has its own copy in the cloud assembly.
 *
 * @param make makes the function
 */
export function withFunctionBundle<T>(folder: FunctionFolder, make: (code: Code, handler: string) => T): T {
  const outputFolder = mkdtempSync(join(tmpdir(), `${folder}-`));
  try {
    const { handler } = bundleFunction({ entryFile: entryOf(folder), outputFolder });
    return make(Code.fromAsset(outputFolder), handler);
  } finally {
    rmSync(outputFolder, { recursive: true, force: true });
  }
}
