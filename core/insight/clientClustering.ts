import type { ClientSpread, ClientSums } from './cells.ts';
import { type Score, type ScoreSettings, scoreGrowth } from './scores.ts';

/** Fewest clients of equal weight from which the variation between clients can be estimated. */
const fewestClients = 4;

/**
 * Corrects a group's evidence for the fact that the requests of one client are not independent: a
 * single session can cause hundreds of errors.
 *
 * Evidence is divided by the design effect: how much more the sums of clients vary than those of independent
 * requests would. Clients with similar traffic in both windows vary little, no matter how many requests they send.
 *
 * Alternatively, clients are counted instead of requests: the group's clients that have an event or, for a volume, the
 * group's part of all clients. This is stronger if the group has few clients with many requests each.
 *
 * @param all how all requests are distributed over clients
 */
export function clusteredEvidence(
  { rate, mix }: Score,
  spread: ClientSpread,
  all: ClientSpread,
  settings: ScoreSettings,
): number {
  const ofCount = mix / countEffect(spread, settings.unit);
  const ofRequests = settings.kind === 'volume' ? ofCount : Math.max(ofCount, rate / rateEffect(spread));
  return Math.max(ofRequests, evidenceOfClients(spread, all, settings.kind));
}

/** Returns the evidence if each client counts once. */
function evidenceOfClients(spread: ClientSpread, all: ClientSpread, kind: ScoreSettings['kind']): number {
  if (spread.selection.affected < fewestClients) return 0;
  const count = ({ clients, affected }: ClientSums) => ({ n: clients, k: affected });
  const counted = ({ selection, baseline }: ClientSpread) => ({
    selection: count(selection),
    baseline: count(baseline),
  });
  // Clients return, so twice the time has fewer than twice the clients. Compare shares only.
  const length = all.selection.affected / Math.max(1, all.baseline.affected);
  const { rate, mix } = scoreGrowth(counted(spread), counted(all), { kind, unit: 1, length });
  return kind === 'volume' ? mix : rate;
}

/** The number of clients of equal weight that would vary as much. */
const effectiveClients = ({ k, kk }: ClientSums) => (kk > 0 ? (k * k) / kk : 0);

/** The design effect if a client's events come all at once. */
const sessionEffect = ({ k, kk }: ClientSums, unit: number) => Math.max(1, k > 0 ? kk / (k * unit) : 1);

/**
 * The design effect of a count: the variance of clients' counts around a common growth, divided by the variance that
 * independent requests would have.
 */
function countEffect({ clients, selection, baseline, product }: ClientSpread, unit: number): number {
  if (baseline.k === 0 || effectiveClients(selection) < fewestClients) return sessionEffect(selection, unit);
  const growth = selection.k / baseline.k;
  const variance = selection.kk - 2 * growth * product + growth * growth * baseline.kk;
  const independent = (selection.k + growth * growth * baseline.k) * unit;
  return Math.max(1, (variance / independent) * (clients / (clients - 1)));
}

/** The design effect of a rate: how clients' events vary about the group's rate, by the binomial variance. */
function rateEffect({ clients, selection }: ClientSpread): number {
  const { n, k, nn, kk, kn } = selection;
  const p = n > 0 ? k / n : 0;
  const binomial = n * p * (1 - p);
  if (effectiveClients(selection) < fewestClients || binomial <= 0) return sessionEffect(selection, 1);
  const variance = (kk - 2 * p * kn + p * p * nn) * (clients / (clients - 1));
  return Math.max(1, variance / binomial);
}

/** The spread with the windows exchanged, for falls. */
export function exchangeWindows({ clients, selection, baseline, product }: ClientSpread): ClientSpread {
  return { clients, selection: baseline, baseline: selection, product };
}
