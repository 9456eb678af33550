import type { ClientSpread } from './cells.ts';
import type { MeasureKind } from './measures.ts';
import type { Score } from './scores.ts';

/** Clients below which their differences cannot be estimated. */
const fewestClients = 4;

/**
 * The evidence of a group once it is taken into account that the requests of one client are not independent: a
 * single session can bring hundreds of errors.
 *
 * Evidence is divided by the design effect: how much more the sums of clients vary than those of independent
 * requests would.
 *
 * @param unit amount of a volume that counts as one event
 */
export function clusteredEvidence(
  { rate, mix }: Score,
  spread: ClientSpread,
  kind: MeasureKind,
  unit: number,
): number {
  const bySession = Math.max(1, spread.k > 0 ? spread.kk / (spread.k * unit) : 1);
  if (kind === 'volume') return mix / bySession;
  return Math.max(rate / rateEffect(spread, bySession), mix / bySession);
}

/** The design effect of a rate: the variance of clients about the group's rate, by the binomial variance. */
function rateEffect({ clients, n, k, nn, kk, kn }: ClientSpread, bySession: number): number {
  if (clients < fewestClients || n === 0) return bySession;
  const p = k / n;
  const binomial = n * p * (1 - p);
  if (binomial <= 0) return bySession;
  const variance = (kk - 2 * p * kn + p * p * nn) * (clients / (clients - 1));
  return Math.max(1, variance / binomial);
}
