import type { ClientSpread, ClientSums } from '../cells.ts';
import { type Evidence, type Score, type ScoreSettings, scoreGrowth } from './scores.ts';

/** Minimum number of clients of equal weight from which the variation between clients can be estimated. */
const minClients = 4;

/** Evidence of a group, corrected because the requests of one client are not independent. */
export interface ClusteredEvidence {
  /** Evidence for comparing groups. */
  readonly evidence: number;
  /** Lower evidence, which also allows for errors in the estimated variation. It decides whether the group is a finding. */
  readonly certain: Evidence;
}

/**
 * Corrects a group's evidence for the fact that the requests of one client are not independent: a
 * single session can cause hundreds of errors.
 *
 * Evidence is divided by the design effect: how much more the sums of clients vary than those of independent
 * requests would. Clients with similar traffic in both windows vary little, no matter how many requests they send. The
 * variance of few clients is uncertain, so `certain` is the evidence of Student's t distribution instead, unless even
 * the worst design effect leaves more.
 *
 * For a ratio, the function also counts the group's clients that have an event, and uses the larger evidence. This helps
 * if the group has few clients with many requests each. It can't be used for volumes: clients return, so twice the time has
 * fewer than twice the clients.
 *
 * For a ratio, the function also uses the likelihood of the group's growth, to which each client adds a limited amount. It
 * doesn't estimate a variation between clients, so it helps if the growth itself is uneven.
 *
 * @param all how all requests are distributed over clients
 */
export function clusteredEvidence(
  { rate, mix }: Score,
  spread: ClientSpread,
  all: ClientSpread,
  { kind, unit }: ScoreSettings,
): ClusteredEvidence {
  const ofCount = correct(mix, countEffect(spread, unit), spread, unit);
  if (kind === 'volume') return { evidence: ofCount.evidence, certain: { rate: 0, mix: ofCount.certain } };
  const ofRate = correct(rate, rateEffect(spread.selection), spread, unit);
  const ofClients = evidenceOfClients(spread, all, kind);
  const ofGrowth = Math.min(rate, 2 * spread.likelihood);
  return {
    evidence: Math.max(ofCount.evidence, ofRate.evidence, ofClients, ofGrowth),
    certain: { rate: Math.max(ofRate.certain, ofClients, ofGrowth), mix: ofCount.certain },
  };
}

function correct(evidence: number, effect: number, spread: ClientSpread, unit: number) {
  const freedom = varyingClients(spread) - 1;
  const estimated = freedom <= 0 ? 0 : freedom * Math.log1p(evidence / effect / freedom);
  return {
    evidence: evidence / effect,
    certain: Math.max(evidence / sessionEffect(spread.selection, unit), estimated),
  };
}

/** Returns the number of clients of equal weight that would cause the same variation, over both windows. */
function varyingClients({ selection, baseline, product }: ClientSpread): number {
  const growth = baseline.k > 0 ? selection.k / baseline.k : 0;
  const sum = selection.k + growth * baseline.k;
  const squares = selection.kk + 2 * growth * product + growth * growth * baseline.kk;
  return squares > 0 ? (sum * sum) / squares : 0;
}

/** Returns the evidence if each client counts once. */
function evidenceOfClients(spread: ClientSpread, all: ClientSpread, kind: ScoreSettings['kind']): number {
  if (spread.selection.affected < minClients) return 0;
  const count = ({ clients, affected }: ClientSums) => ({ n: clients, k: affected });
  const counted = ({ selection, baseline }: ClientSpread) => ({
    selection: count(selection),
    baseline: count(baseline),
  });
  return scoreGrowth(counted(spread), counted(all), { kind, unit: 1, length: 1 }).rate;
}

/** Returns the number of clients of equal weight that would have the same variance. */
const effectiveClients = ({ k, kk }: ClientSums) => (kk > 0 ? (k * k) / kk : 0);

/** Returns the design effect if all events of a client have one cause. */
const sessionEffect = ({ k, kk }: ClientSums, unit: number) => Math.max(1, k > 0 ? kk / (k * unit) : 1);

/**
 * The design effect of a count: the variance of clients' counts around a common growth, divided by the variance that
 * independent requests would have.
 */
function countEffect({ clients, selection, baseline, product }: ClientSpread, unit: number): number {
  if (baseline.k === 0 || effectiveClients(selection) < minClients) return sessionEffect(selection, unit);
  const growth = selection.k / baseline.k;
  const variance = selection.kk - 2 * growth * product + growth * growth * baseline.kk;
  const independent = (selection.k + growth * growth * baseline.k) * unit;
  return Math.max(1, (variance / independent) * (clients / (clients - 1)));
}

/** The design effect of a rate: how clients' events vary about the group's rate, by the binomial variance. */
export function rateEffect(sums: ClientSums): number {
  const { clients, n, k, nn, kk, kn } = sums;
  const p = n > 0 ? k / n : 0;
  const binomial = n * p * (1 - p);
  if (effectiveClients(sums) < minClients || binomial <= 0) return sessionEffect(sums, 1);
  const variance = (kk - 2 * p * kn + p * p * nn) * (clients / (clients - 1));
  return Math.max(1, variance / binomial);
}

/**
 * Returns the excess of a single client in standard deviations. The deviation is that of the sum of the other clients'
 * changes.
 *
 * @param excess number of events of the client above the expected number
 * @param length length of the selection divided by the length of the baseline
 */
export function deviationsOfClient(
  excess: number,
  spread: ClientSpread,
  all: ClientSpread,
  length: number,
): number {
  const squares = ({ selection, baseline, product }: ClientSpread) =>
    selection.kk - 2 * length * product + length * length * baseline.kk;
  return excess / Math.sqrt(Math.max(1, squares(all) - squares(spread)));
}
