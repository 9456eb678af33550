import type { Count, RateGrowth } from './cells.ts';

/** Requests with the usual share of events that are added to those of the earlier window. */
export const priorRequests = 5;

/**
 * The most that a client adds to the logarithm of the likelihood ratio, or takes from it, as if 1 of 20 clients changed
 * on its own. Two clients that change on their own are then never enough for a finding.
 */
export const maxOfClient = Math.log(20);

/** Limits of the share of events that is expected. */
export const minShare = 1e-6;
export const maxShare = 0.99;

/**
 * Returns how much more likely requests are with a growth than without one: the logarithm of the likelihood ratio.
 *
 * @param usual share of events without the growth
 */
export function likelihoodOf({ n, k }: Count, usual: number, added: number): number {
  const share = Math.min(maxShare, usual);
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
  return Math.max(-maxOfClient, Math.min(maxOfClient, likelihood));
}
