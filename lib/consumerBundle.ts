import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleFunction } from '../bundle/bundleFunction.ts';

/** Entry file of the consumer. */
export const consumerEntry = resolve(import.meta.dirname, '../lambda/consumer/index.ts');

/**
 * Bundles the consumer as the local pipeline does, and hands it over as an asset. The bundle is gone afterwards;
 * what is made with it has its own copy in the cloud assembly.
 *
 * @param make makes the function
 */
export function withConsumerBundle<T>(make: (code: Code, handler: string) => T): T {
  const outputFolder = mkdtempSync(join(tmpdir(), 'consumer-'));
  try {
    const { handler } = bundleFunction({ entryFile: consumerEntry, outputFolder });
    return make(Code.fromAsset(outputFolder), handler);
  } finally {
    rmSync(outputFolder, { recursive: true, force: true });
  }
}
