import { Code } from 'aws-cdk-lib/aws-lambda';
import { findBundle } from '#functionBundle';
import type { FunctionFolder } from '../bundle/functions.ts';

/**
 * Makes a Lambda function from its bundle: built from source in this repository, prebuilt in the installable
 * package. Every function of the deployment takes its code from here.
 *
 * @param make makes the function from its code and handler
 */
export function withFunctionBundle<T>(folder: FunctionFolder, make: (code: Code, handler: string) => T): T {
  const { path, handler, remove } = findBundle(folder);
  try {
    return make(Code.fromAsset(path), handler);
  } finally {
    // What was made has its own copy in the cloud assembly.
    remove();
  }
}
