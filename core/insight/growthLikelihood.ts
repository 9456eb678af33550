import type { Count, RateGrowth } from './cells.ts';
import { type Compared, driftOf, minusCompared } from './scores.ts';

/** Requests with the usual share of events that are added to those of the earlier window. */
export const priorRequests = 5;

/**
 * The most that a client adds to the logarithm of the likelihood ratio, or takes from it, as if 1 of 20 clients changed
 * on its own. Two clients that change on their own are then never enough for a finding.
 */
export const mostOfClient = Math.log(20);

/** Limits of the share of events that is expected. */
export const leastShare = 1e-6;
export const mostShare = 0.99;

/** The largest part of the requests that a growth can affect. */
const mostAdded = 0.99;

/** Returns the growth that the counts of a group suggest. The later window is the selection. */
export function growthOf(group: Compared, all: Compared): Omit<RateGrowth, 'falls'> {
  const drift = driftOf(minusCompared(all, group));
  const share = all.baseline.k / Math.max(1, all.baseline.n);
  const { n, k } = group.baseline;
  const usual = Math.max(leastShare, (k + priorRequests * share) / (n + priorRequests));
  const expected = Math.min(mostShare, usual * drift);
  const { selection } = group;
  const grown = selection.n > 0 ? (selection.k / selection.n - expected) / (1 - expected) : 0;
  return { usual, drift, added: Math.min(mostAdded, Math.max(0, grown)) };
}

/**
 * Returns how much more likely requests are with a growth than without one: the logarithm of the likelihood ratio.
 *
 * @param usual share of events without the growth
 */
function likelihoodOf({ n, k }: Count, usual: number, added: number): number {
  const share = Math.min(mostShare, usual);
  return k * Math.log(1 + (added * (1 - share)) / share) + (n - k) * Math.log(1 - added);
}

/**
 * Returns how much more likely a client's events are with a group's growth than with the client's own share of events.
 *
 * The value is limited, because a client can also change on its own. A sum of limited logarithms is the most robust test
 * if a few of the terms can be anything (P. J. Huber, A Robust Version of the Probability Ratio Test, 1965).
 */
export function likelihoodOfClient(before: Count, after: Count, { usual, drift, added }: RateGrowth): number {
  const own = (before.k + priorRequests * usual) / (before.n + priorRequests);
  const likelihood = likelihoodOf(after, own * drift, added);
  return Math.max(-mostOfClient, Math.min(mostOfClient, likelihood));
}

/**
 * Compares two explanations: only group `a` grew, or only group `b`. Returns the evidence for `a`: twice the logarithm of
 * the likelihood ratio. Negative if `b` is more likely.
 *
 * @param both the requests of both groups. Requests of one group only have their own usual share of events.
 */
export function advantageOf(a: Compared, b: Compared, both: Compared, all: Compared): number {
  const likelihood = (part: Compared, added: number) => {
    const { usual, drift } = growthOf(part, all);
    return likelihoodOf(part.selection, usual * drift, added);
  };
  const [ofA, ofB] = [growthOf(a, all).added, growthOf(b, all).added];
  const ofBoth = likelihood(both, ofA) - likelihood(both, ofB);
  return 2 * (ofBoth + likelihood(minusCompared(a, both), ofA) - likelihood(minusCompared(b, both), ofB));
}
