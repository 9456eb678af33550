import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleFunction } from '../../bundle/bundleFunction.ts';
import { type BenchmarkEvent, makeEvent } from '../traffic/event.ts';
import type { Records } from '../traffic/exampleRecords.ts';

const benchFolder = resolve(import.meta.dirname, '..');

/** Matches inputs of a bundle that belong to the SDK or are its dependencies. */
const ofSdk = /node_modules\/(?:@(?:aws-sdk|smithy|aws|aws-crypto)|bowser)\//;

/** Code that is bundled as for a deployment, in a temporary folder. */
export class Bundles {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bench-'));

  /** Bundles the consumer as for a deployment, and counts its bytes without the SDK. */
  consumer(): { readonly file: string; readonly bytesWithoutSdk: number } {
    const entryFile = join(benchFolder, '../lambda/consumer/index.ts');
    const { file, metafile } = bundleFunction({ entryFile, outputFolder: join(this.#folder, 'consumer') });
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
    const bytesWithoutSdk = inputs
      .filter(([path]) => !ofSdk.test(path))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    return { file, bytesWithoutSdk };
  }

  /** Bundles the parts of the SDK that the consumer uses. */
  sdk(): string {
    const entryFile = join(benchFolder, 'children/sdkOnly.ts');
    return bundleFunction({ entryFile, outputFolder: join(this.#folder, 'sdk') }).file;
  }

  /** Bundles this project's conversion. */
  ours(): string {
    const entryFile = join(benchFolder, 'contenders/ours.ts');
    return bundleFunction({ entryFile, outputFolder: join(this.#folder, 'ours') }).file;
  }

  /** Writes a full event to a file, and returns the arguments for `runEvent.ts`. */
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
