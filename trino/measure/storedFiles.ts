import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TrinoLake } from '../lake/trinoLake.ts';

/** Returns the paths of the lake's files that match a pattern. */
export function filesOf(lake: TrinoLake, pattern: string): string[] {
  return globSync(join(lake.folder, pattern));
}

/** Returns the total size of files in bytes. */
export function bytesOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}

/** Formats bytes as megabytes. */
export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}
