import { findFacet } from '../../core/insight/facets.ts';
import type { Facet } from './facets.ts';

/** The value of a facet by the text of its SQL. It is apart from the facets so that the page does without its lists. */
export function readFacet({ isDerived, insight }: Facet, text: string | null): string | null {
  if (!isDerived || insight === undefined) return text;
  return findFacet(insight)?.read(text) ?? null;
}
