import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseFieldList } from '../../core/layouts/fieldList.ts';

const examplesFolder = join(import.meta.dirname, '../../examples');

/** Records as lists of values, and their field names in the same order. */
export interface Records {
  readonly fields: readonly string[];
  /** Values of each record as logged. */
  readonly rows: readonly (readonly string[])[];
}

/** Reads an example file, such as `website-20-fields`. */
export function readExample(name: string): Records {
  const fields = parseFieldList(readFileSync(join(examplesFolder, `${name}.fields.txt`), 'utf8'));
  const text = gunzipSync(readFileSync(join(examplesFolder, `${name}.tsv.gz`))).toString('latin1');
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
  return { fields: fields.map((field) => (typeof field === 'string' ? field : field.name)), rows };
}

/** Replaces values of some fields in all records. */
export function replaceValues(
  { fields, rows }: Records,
  replace: (values: Record<string, string>, row: number) => Readonly<Record<string, string>>,
): Records {
  return {
    fields,
    rows: rows.map((row, index) => {
      const values = Object.fromEntries(fields.map((field, place) => [field, row[place]]));
      const replaced = { ...values, ...replace(values, index) };
      return fields.map((field) => replaced[field]);
    }),
  };
}
