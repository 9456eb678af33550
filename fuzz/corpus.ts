import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Folder with the seeds, and with inputs that earlier runs found. */
const folder = resolve(import.meta.dirname, '../test/fuzz/corpus');

/** Reads the seed records. In the file, each has a name, and each character is a byte. */
export function readRecordSeeds(): Buffer[] {
  const seeds: Record<string, string> = JSON.parse(readFileSync(resolve(folder, 'records.json'), 'utf8'));
  return Object.values(seeds).map((text) => Buffer.from(text, 'latin1'));
}

/** Reads the seed events. In the file, each has a name. */
export function readEventSeeds(): unknown[] {
  const seeds: Record<string, unknown> = JSON.parse(readFileSync(resolve(folder, 'events.json'), 'utf8'));
  return Object.values(seeds);
}
