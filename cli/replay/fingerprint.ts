import { createHash } from 'node:crypto';
import type { Layout } from '../../core/layouts/layout.ts';
import { printFields } from '../../core/layouts/layoutsDocument.ts';

const digits = 16;

/** Identifies a set of layouts. Their order and age don't matter. */
export function fingerprint(layouts: readonly Layout[]): string {
  const fields = layouts.map((layout) => printFields(layout.fields)).sort();
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, digits);
}
