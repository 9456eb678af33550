import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TrinoLake } from '../lake/trinoLake.ts';

/** Paths of the lake's files that match a pattern. */
export function filesOf(lake: TrinoLake, pattern: string): string[] {
  return globSync(join(lake.folder, pattern));
}

/** Bytes of files together. */
export function bytesOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}

/** Bytes as megabytes. */
export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}
