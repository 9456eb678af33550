import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bundleFunction } from '../../bundle/bundleFunction.ts';

const consumerEntry = resolve(import.meta.dirname, '../../lambda/consumer/index.ts');

/** Message of a run that was stopped. */
export const stoppedEarly = 'Stopped before everything was processed';

/**
 * Bundles the consumer, and returns the path of the bundle.
 *
 * @throws Error if the consumer can't be bundled, or if the signal is aborted
 */
export async function bundleConsumer(outputFolder: string, signal: AbortSignal): Promise<string> {
  try {
    return bundleFunction({ entryFile: consumerEntry, outputFolder }).file;
  } catch (error) {
    // Ctrl-C also ends the bundler, and the signal is aborted shortly after the bundler fails.
    await setTimeout(50);
    throw signal.aborted ? new Error(`${stoppedEarly}.`) : error;
  }
}
