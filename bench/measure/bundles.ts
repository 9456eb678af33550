import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleFunction } from '../../bundle/bundleFunction.ts';
import { type BenchmarkEvent, makeEvent } from '../traffic/event.ts';
import type { Records } from '../traffic/exampleRecords.ts';

const benchFolder = resolve(import.meta.dirname, '..');

/** Inputs of a bundle that are the SDK's, whose size and loading are not ours. */
const ofSdk = /node_modules\/@(?:aws-sdk|smithy|aws|aws-crypto)\//;

/** Code bundled as it is deployed, in a folder that is there as long as it is used. */
export class Bundles {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bench-'));

  /** The consumer as it is deployed, and how many of its bytes are not the SDK's. */
  consumer(): { readonly file: string; readonly bytesWithoutSdk: number } {
    const entryFile = join(benchFolder, '../lambda/consumer/index.ts');
    const { file, metafile } = bundleFunction({ entryFile, outputFolder: join(this.#folder, 'consumer') });
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
    const bytesWithoutSdk = inputs
      .filter(([path]) => !ofSdk.test(path))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    return { file, bytesWithoutSdk };
  }

  /** What the consumer uses of the SDK. */
  sdk(): string {
    const entryFile = join(benchFolder, 'children/sdkOnly.ts');
    return bundleFunction({ entryFile, outputFolder: join(this.#folder, 'sdk') }).file;
  }

  /** Our way as it is measured. */
  ours(): string {
    const entryFile = join(benchFolder, 'contenders/ours.ts');
    return bundleFunction({ entryFile, outputFolder: join(this.#folder, 'ours') }).file;
  }

  /** A full event in a file, with the arguments that `runEvent.ts` needs for it. */
  event(records: Records): { readonly event: BenchmarkEvent; readonly words: readonly string[] } {
    const event = makeEvent(records);
    const file = join(this.#folder, `event-${records.fields.length}.json`);
    writeFileSync(file, event.json, 'latin1');
    return { event, words: [file, event.fields.join(',')] };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
