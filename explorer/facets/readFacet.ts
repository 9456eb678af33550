import { findFacet } from '../../core/insight/facets/facets.ts';
import type { Facet } from './facets.ts';

/**
 * Returns a facet's value for the text of its SQL. It is in its own file so that the page doesn't load its
 * lists.
 */
export function readFacet({ isDerived, insight }: Facet, text: string | null): string | null {
  if (!isDerived || insight === undefined) return text;
  return findFacet(insight)?.read(text) ?? null;
}
