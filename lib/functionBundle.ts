import { Code } from 'aws-cdk-lib/aws-lambda';
import { findBundle } from '#functionBundle';
import type { FunctionFolder } from '../bundle/functions.ts';

/**
 * Creates a Lambda function from its bundle, which is built from source in this repository and prebuilt in the
 * installable package. Every function of the deployment gets its code this way.
 *
 * @param make creates the function from its code and handler
 */
export function withFunctionBundle<T>(folder: FunctionFolder, make: (code: Code, handler: string) => T): T {
  const { path, handler, remove } = findBundle(folder);
  try {
    return make(Code.fromAsset(path), handler);
  } finally {
    // The cloud assembly has a copy of the bundle.
    remove();
  }
}
