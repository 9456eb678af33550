import type { Layout } from '../core/layouts/layout.ts';
import { findInputs } from './input.ts';
import { cleanLines } from './readCaptureLines.ts';
import { readLines } from './readLines.ts';
import { openSource } from './source.ts';

/** All records of a capture. */
export interface Capture {
  /** Records as Latin-1, which preserves every byte, without line feeds. */
  readonly records: readonly string[];
  readonly blankLines: number;
}

/**
 * Reads a complete capture into memory: a file, a folder, or standard input (`-`).
 *
 * @throws UsageError if it can't be read, or contains no records of the layouts
 */
export async function readCapture(
  name: string,
  layouts: readonly Layout[],
  signal: AbortSignal,
): Promise<Capture> {
  const records: string[] = [];
  let blankLines = 0;
  for (const input of findInputs([name], signal)) {
    const source = await openSource(input, layouts);
    if (source === undefined) continue;
    for await (const lines of cleanLines(readLines(source.text()))) {
      for (const line of lines) {
        if (line.length === 0) blankLines++;
        else records.push(line.toString('latin1').replace(/\n$/, ''));
      }
    }
  }
  return { records, blankLines };
}
