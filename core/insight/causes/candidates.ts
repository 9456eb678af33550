import { type FacetCell, type FacetValue, sumCounts } from '../cells.ts';
import type { FacetName } from '../facets/facets.ts';
import type { GroupScorer } from './groupScorer.ts';
import type { Compared } from './scores.ts';

/** Maximum number of values of a facet to combine, and the number that a facet has even if others have more evidence. */
const maxOfFacet = 4;
const minOfFacet = 2;

/** Returns the values with the most evidence, limited per facet. */
export function findCandidates(cells: readonly FacetCell[], scorer: GroupScorer): FacetValue[] {
  const scored = cells.flatMap((cell) => {
    const counts = comparedOf(cell);
    if (scorer.isEverywhere(counts)) return [];
    const { rate, mix, excess } = scorer.score(counts);
    // A value without evidence may be part of a pair with evidence.
    const growth = excess / Math.sqrt(scorer.orient(counts).selection.k + 1);
    return excess > 0 ? [{ cell, evidence: Math.max(rate, mix), growth }] : [];
  });
  const seen = new Map<FacetName, number>();
  const ranked = scored
    .sort((a, b) => b.evidence - a.evidence || b.growth - a.growth)
    .map(({ cell }) => {
      const rank = seen.get(cell.facet) ?? 0;
      seen.set(cell.facet, rank + 1);
      return { cell, rank };
    })
    .filter(({ rank }) => rank < maxOfFacet);
  const first = ranked.filter(({ rank }) => rank < minOfFacet);
  return [...first, ...ranked.filter(({ rank }) => rank >= minOfFacet)]
    .slice(0, scorer.maxCandidates)
    .map(({ cell: { facet, value } }) => ({ facet, value }));
}

function comparedOf({ counts }: FacetCell): Compared {
  return { selection: counts[0], baseline: sumCounts(counts.slice(1)) };
}
