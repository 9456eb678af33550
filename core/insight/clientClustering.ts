import type { ClientSpread, ClientSums } from './cells.ts';
import type { MeasureKind } from './measures.ts';
import type { Score } from './scores.ts';

/** Clients of equal weight below which their differences cannot be estimated. */
const fewestClients = 4;

/**
 * The evidence of a group once it is taken into account that the requests of one client are not independent: a
 * single session can bring hundreds of errors.
 *
 * Evidence is divided by the design effect: how much more the sums of clients vary than those of independent
 * requests would. Clients that come alike in both windows vary little, however many requests they make.
 *
 * @param unit amount of a volume that counts as one event
 */
export function clusteredEvidence(
  { rate, mix }: Score,
  spread: ClientSpread,
  kind: MeasureKind,
  unit: number,
): number {
  const ofCount = mix / countEffect(spread, unit);
  return kind === 'volume' ? ofCount : Math.max(ofCount, rate / rateEffect(spread));
}

/** Number of clients of equal weight that vary as much. */
const effectiveClients = ({ k, kk }: ClientSums) => (kk > 0 ? (k * k) / kk : 0);

/** The design effect if a client's events come all at once. */
const sessionEffect = ({ k, kk }: ClientSums, unit: number) => Math.max(1, k > 0 ? kk / (k * unit) : 1);

/**
 * The design effect of a count: how clients' counts vary about the same growth for all, by how independent ones
 * would.
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
