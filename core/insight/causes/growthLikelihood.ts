import type { RateGrowth } from '../cells.ts';
import { likelihoodOf, maxShare, minShare, priorRequests } from '../clientLikelihood.ts';
import { type Compared, driftOf, subtractCompared } from './scores.ts';

/** The largest part of the requests that a growth can affect. */
const maxAdded = 0.99;

/** Returns the growth that the counts of a group suggest. The later window is the selection. */
export function growthOf(group: Compared, all: Compared): Omit<RateGrowth, 'falls'> {
  const drift = driftOf(subtractCompared(all, group));
  const share = all.baseline.k / Math.max(1, all.baseline.n);
  const { n, k } = group.baseline;
  const usual = Math.max(minShare, (k + priorRequests * share) / (n + priorRequests));
  const expected = Math.min(maxShare, usual * drift);
  const { selection } = group;
  const grown = selection.n > 0 ? (selection.k / selection.n - expected) / (1 - expected) : 0;
  return { usual, drift, added: Math.min(maxAdded, Math.max(0, grown)) };
}

/**
 * Compares two explanations: only group `a` grew, or only group `b`. Returns the evidence for `a`: twice the logarithm of
 * the likelihood ratio. Negative if `b` is more likely. The drift is that of the requests outside of both groups.
 *
 * @param both the requests of both groups. Requests of one group only have their own usual share of events.
 */
export function advantageOf(a: Compared, b: Compared, both: Compared, all: Compared): number {
  const drift = driftOf(subtractCompared(subtractCompared(all, a), subtractCompared(b, both)));
  const likelihood = (part: Compared, added: number) => {
    const { usual } = growthOf(part, all);
    return likelihoodOf(part.selection, usual * drift, added);
  };
  const [ofA, ofB] = [growthOf(a, all).added, growthOf(b, all).added];
  const ofBoth = likelihood(both, ofA) - likelihood(both, ofB);
  return (
    2 * (ofBoth + likelihood(subtractCompared(a, both), ofA) - likelihood(subtractCompared(b, both), ofB))
  );
}
