import { fields } from '../fields/catalog.ts';
import type { Layout } from './layout.ts';

/** Content of the lake's object `config/layouts.json`. */
interface LayoutsDocument {
  readonly version: 1;
  readonly layouts: readonly {
    readonly fields: string;
    readonly status: string;
    readonly since: string;
    readonly until?: string;
  }[];
}

/**
 * Formats `config/layouts.json`. A layout's fields are written as positions in the catalog, ranges as
 * `1-46`, and unknown fields as names: `1-46,x-new-field,68`.
 */
export function printLayouts(layouts: readonly Layout[]): string {
  const document: LayoutsDocument = {
    version: 1,
    layouts: layouts.map(({ fields: names, ...rest }) => ({ fields: printFields(names), ...rest })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * Parses `config/layouts.json`.
 *
 * @throws Error with what was expected and what was received
 */
export function parseLayouts(text: string): Layout[] {
  const document = parseJson(text);
  if (!isRecord(document) || document['version'] !== 1 || !Array.isArray(document['layouts'])) {
    throw new Error(`expected {"version":1,"layouts":[…]} in layouts.json, got ${text.slice(0, 80)}`);
  }
  return document['layouts'].map(parseLayout);
}

function parseLayout(entry: unknown): Layout {
  if (isRecord(entry)) {
    const { fields: names, status, since, until } = entry;
    if (
      typeof names === 'string' &&
      typeof since === 'string' &&
      (until === undefined || typeof until === 'string') &&
      (status === 'confirmed' || status === 'expected')
    ) {
      return { fields: parseFields(names), status, since, ...(until !== undefined && { until }) };
    }
  }
  throw new Error(
    `expected a layout {"fields":"1-46","status":"confirmed"|"expected","since":"…"}, got ${JSON.stringify(entry)}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`expected JSON in layouts.json, got ${text.slice(0, 80)}`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Formats fields as positions in the catalog, ranges as `1-46`, unknown fields as names: `1-46,x-new-field,68`. */
export function printFields(names: readonly string[]): string {
  const words: string[] = [];
  let first = 0;
  let last = 0;
  const endRun = () => {
    if (first > 0) words.push(first === last ? `${first}` : `${first}-${last}`);
    first = 0;
  };
  for (const name of names) {
    const position = fields.findIndex((field) => field.name === name) + 1;
    if (first > 0 && position === last + 1) {
      last = position;
      continue;
    }
    endRun();
    if (position === 0) words.push(name);
    else first = last = position;
  }
  endRun();
  return words.join(',');
}

function parseFields(text: string): string[] {
  return text.split(',').flatMap((word) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(word) ?? [];
    if (first === undefined && word !== '') return word;
    const run = fields.slice(Number(first) - 1, Number(last));
    if (Number(first) > 0 && run.length === Number(last) - Number(first) + 1)
      return run.map((field) => field.name);
    throw new Error(`expected positions from 1 to ${fields.length} in layouts.json, got '${word}'`);
  });
}
