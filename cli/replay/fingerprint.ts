import { createHash } from 'node:crypto';
import type { Layout } from '../../core/layouts/layout.ts';
import { printFields } from '../../core/layouts/layoutsDocument.ts';

const digits = 16;

/** Tells apart sets of layouts by which records are read. Their order and age do not count. */
export function fingerprint(layouts: readonly Layout[]): string {
  const fields = layouts.map((layout) => printFields(layout.fields)).sort();
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, digits);
}
