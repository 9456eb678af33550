import { bustedMeasures, findNewCacheBusting, type NewCacheBusting } from './cacheBusting/cacheBusting.ts';
import { searchCauses } from './causes/causeSearch.ts';
import { maxFindings } from './causes/findings.ts';
import type { Compared } from './causes/scores.ts';
import { type FacetCell, type FacetValue, type InsightSource, sumCounts } from './cells.ts';
import { changeOf, type ExplainQuestion, type Explanation, type Finding } from './explanation.ts';
import type { FacetName } from './facets/facets.ts';

/** Maximum number of outcomes of each facet that can describe a finding. */
const maxOutcomes = 4;

/**
 * Finds the facet values, and pairs of values, that account for a change between two windows, or for the difference
 * between a set of requests and the others. It finds nothing if
 * nothing changed, or if everything changed alike.
 *
 * Searches for growth first. Then, for a volume or if nothing grew, searches for decreases. For a set, only the direction
 * of the difference is searched.
 */
export async function explainChange(source: InsightSource, asked: ExplainQuestion): Promise<Explanation> {
  const answer = await source.singles();
  const { without, details } = asked.measure;
  const singles = { ...answer, cells: answer.cells.filter(({ facet }) => !without.includes(facet)) };
  const outcomes = details.flatMap((facet) => findMostFrequent(answer.cells, facet));
  const totals = {
    selection: singles.totals[0],
    baseline: sumCounts(singles.totals.slice(1)),
  };
  // A set and the others of the same time differ in their number of requests as two times do in their length.
  const question = asked.againstRest
    ? { ...asked, selectionLength: totals.selection.n, baselineLength: Math.max(1, totals.baseline.n) }
    : asked;
  const unit = question.measure.name === 'bytes' ? unitOf(totals, singles.squares) : 1;
  const context = { source, question, singles, outcomes, totals, unit };
  const isFall = changeOf(totals, question) < 0;
  const growth = question.againstRest && isFall ? [] : await searchCauses({ ...context, falls: false });
  const mayFall = question.measure.kind === 'volume' || (growth.length === 0 && isFall);
  const findings = [...growth, ...(mayFall ? await searchCauses({ ...context, falls: true }) : [])];
  const threshold = singles.threshold === undefined ? {} : { threshold: singles.threshold };
  return {
    totals,
    ...threshold,
    findings: rankFindings(findings, totals, question),
    cacheBusting: await cacheBustingOf(source, question),
  };
}

async function cacheBustingOf(
  { queries }: InsightSource,
  { measure, againstRest, selectionLength, baselineLength }: ExplainQuestion,
): Promise<NewCacheBusting[]> {
  // Cache busting of a set isn't a change.
  if (queries === undefined || againstRest || !bustedMeasures.includes(measure.name)) return [];
  return findNewCacheBusting(await queries(), selectionLength / baselineLength);
}

function unitOf({ selection, baseline }: Compared, squares: number): number {
  const amount = selection.k + baseline.k;
  return amount > 0 ? squares / amount : 1;
}

/** Sorts findings: those in the direction of the overall change come first. */
function rankFindings(findings: readonly Finding[], totals: Compared, question: ExplainQuestion): Finding[] {
  const direction = changeOf(totals, question) >= 0 ? 'more' : 'less';
  const strongest = (finding: Finding) => finding.evidence * (finding.direction === direction ? 1 : 0.5);
  const ordered = [...findings].sort((a, b) => strongest(b) - strongest(a));
  const causes = ordered.filter(({ isAlternative }) => !isAlternative);
  return [...causes, ...ordered.filter(({ isAlternative }) => isAlternative)].slice(0, maxFindings);
}

/** Returns a facet's most frequent values among the selection's events. */
function findMostFrequent(cells: readonly FacetCell[], facet: FacetName): FacetValue[] {
  return cells
    .filter((cell) => cell.facet === facet)
    .sort((a, b) => b.counts[0].k - a.counts[0].k)
    .slice(0, maxOutcomes)
    .map(({ value }) => ({ facet, value }));
}
