import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Example records: fields in the order of the columns, and lines. */
export interface Example {
  readonly fields: readonly string[];
  readonly lines: readonly string[];
}

export const exampleNames = ['website-46-fields', 'website-20-fields', 'video-62-fields'] as const;

/** Reads the example records with this name. */
export function readExample(name: (typeof exampleNames)[number]): Example {
  const text = gunzipSync(readFileSync(`examples/${name}.tsv.gz`)).toString();
  return {
    fields: readFileSync(`examples/${name}.fields.txt`, 'utf8').trim().split('\n'),
    lines: text.trimEnd().split('\n'),
  };
}
