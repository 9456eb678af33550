import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ConvertReport } from '../../cli/convert/converter.ts';
import { type ConvertSettings, convertFiles } from '../../cli/convert/convertFiles.ts';
import { type ConfiguredField, expectedLayouts } from '../../core/layouts/layout.ts';
import { keepAll } from './transforming.ts';

const newline = Buffer.from('\n');

/** Writes lines, each with its newline, and returns the file's path. */
export function writeLines(path: string, lines: readonly (string | Buffer)[]): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.concat(lines.flatMap((line) => [Buffer.from(line as string), newline])));
  return path;
}

/** Converts files of records with a list of fields. Sensitive text is kept by default. */
export function convertTo(
  out: string,
  files: readonly string[],
  fields: readonly ConfiguredField[],
  settings: Partial<ConvertSettings> = {},
): Promise<ConvertReport> {
  return convertFiles({
    files,
    out,
    layouts: expectedLayouts(fields),
    policy: keepAll,
    compression: 'zstd',
    threads: 1,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...settings,
  });
}
