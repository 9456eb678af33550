import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Example records: their fields in the order of their columns, and a line each. */
export interface Example {
  readonly fields: readonly string[];
  readonly lines: readonly string[];
}

export const exampleNames = ['website-46-fields', 'website-20-fields', 'video-62-fields'] as const;

/** The example records of that name. */
export function readExample(name: (typeof exampleNames)[number]): Example {
  const text = gunzipSync(readFileSync(`examples/${name}.tsv.gz`)).toString();
  return {
    fields: readFileSync(`examples/${name}.fields.txt`, 'utf8').trim().split('\n'),
    lines: text.trimEnd().split('\n'),
  };
}
