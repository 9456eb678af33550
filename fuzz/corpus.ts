import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Folder of what is mutated, and of what was found. */
const folder = resolve(import.meta.dirname, '../test/fuzz/corpus');

/** Records to begin with, each by what is special about it: a character is a byte. */
export function readRecordSeeds(): Buffer[] {
  const seeds: Record<string, string> = JSON.parse(readFileSync(resolve(folder, 'records.json'), 'utf8'));
  return Object.values(seeds).map((text) => Buffer.from(text, 'latin1'));
}

/** Events to begin with, each by what is special about it. */
export function readEventSeeds(): unknown[] {
  const seeds: Record<string, unknown> = JSON.parse(readFileSync(resolve(folder, 'events.json'), 'utf8'));
  return Object.values(seeds);
}
