import { type Count, subtractCount } from '../cells.ts';
import type { MeasureKind } from '../measures.ts';
import { evidenceOfCounts, evidenceOfShare } from './evidence.ts';

/** Counts of a group of requests in the two compared windows. */
export interface Compared {
  readonly selection: Count;
  readonly baseline: Count;
}

/** Evidence of the two ways in which a group can add events. */
export interface Evidence {
  /** Evidence that the group's share of events grew. */
  readonly rate: number;
  /** Evidence that the group's events grew as a part of all traffic. */
  readonly mix: number;
}

/** How a group differs from what the baseline and the rest of the traffic predict. */
export interface Score extends Evidence {
  /** Events, or amount of a volume, in the selection beyond the expected number. */
  readonly excess: number;
}

/** Requests with the overall share of events to add to a group's baseline, so that a new value has a rate. */
const priorRequests = 2;

/** The part of a growing group's additional events that must exceed the overall share of its requests. */
const minOwnPart = 0.5;

/** Computes something for both kinds of evidence. */
export const ofBoth = (compute: (kind: keyof Evidence) => number): Evidence => ({
  rate: compute('rate'),
  mix: compute('mix'),
});

const nothing: Score = { rate: 0, mix: 0, excess: 0 };

/** How growth is scored. */
export interface ScoreSettings {
  readonly kind: MeasureKind;
  /** Amount of a volume that counts as one event: the mean, weighted by amount; 1 for events. */
  readonly unit: number;
  /** Length of the selection divided by the length of the baseline. */
  readonly length: number;
}

/** Scores the growth of a group. */
export function scoreGrowth(group: Compared, all: Compared, { kind, unit, length }: ScoreSettings): Score {
  return kind === 'volume' ? scoreVolume(group, all, unit, length) : scoreRatio(group, all);
}

/**
 * In a volume, a group must grow both as a part of the traffic and per unit of time. If the rest decreases, a group
 * that stays the same hasn't grown, and neither has a group that grows like all others.
 */
function scoreVolume({ selection, baseline }: Compared, all: Compared, unit: number, length: number): Score {
  const rest = all.selection.k - selection.k;
  const restBefore = all.baseline.k - baseline.k;
  if (rest <= 0 || restBefore <= 0) return nothing;
  const share = (count: Count, total: Count) => ({ n: total.k / unit, k: count.k / unit });
  return {
    rate: 0,
    mix: Math.min(
      evidenceOfShare(share(selection, all.selection), share(baseline, all.baseline)),
      evidenceOfCounts(selection.k / unit, baseline.k / unit, length),
    ),
    excess: selection.k - baseline.k * Math.max(rest / restBefore, length),
  };
}

function scoreRatio({ selection, baseline }: Compared, all: Compared): Score {
  if (selection.n === 0 || all.baseline.n === 0) return nothing;
  const rest = subtractCompared(all, { selection, baseline });
  const drift = driftOf(rest);
  const usual = all.baseline.k / all.baseline.n;
  const known = { n: baseline.n + priorRequests, k: baseline.k + priorRequests * usual };
  const whole = Math.min(0.95, (selection.k + baseline.k) / (selection.n + baseline.n));
  const growth = all.selection.n / all.baseline.n;
  const expected = baseline.k * growth * drift;
  const own = selection.k - usual * drift * selection.n - (baseline.k - usual * baseline.n) * growth * drift;
  const isOwn = own >= minOwnPart * (selection.k - expected);
  // The variance of the rest is included, so that a group with most requests is not compared with random variation of
  // the others.
  const certainty = 1 / (1 + variance(rest) / variance({ selection, baseline }));
  return {
    // A binomial count spreads less than a Poisson count, by 1 - p.
    rate: (certainty * evidenceOfCounts(selection.k, known.k, (selection.n * drift) / known.n)) / (1 - whole),
    mix: isOwn ? certainty * evidenceOfCounts(selection.k, baseline.k, growth * drift) : 0,
    excess: own,
  };
}

/** Returns the variance of the logarithm of a count's growth. */
const variance = ({ selection, baseline }: Compared) => 1 / (selection.k + 0.5) + 1 / (baseline.k + 0.5);

/** Returns the same with the windows exchanged, so that a fall is scored like growth. */
export const exchangeWindows = <T extends { readonly selection: unknown; readonly baseline: T['selection'] }>(
  compared: T,
): T => ({ ...compared, selection: compared.baseline, baseline: compared.selection });

export const subtractCompared = (whole: Compared, part: Compared): Compared => ({
  selection: subtractCount(whole.selection, part.selection),
  baseline: subtractCount(whole.baseline, part.baseline),
});

/**
 * Returns the factor by which the share of events grew in the rest of the traffic; 1 if it fell, because a group whose own
 * share stays the same hasn't grown.
 */
export function driftOf({ selection, baseline }: Compared): number {
  return Math.max(1, (selection.k + 0.5) / (selection.n + 1) / ((baseline.k + 0.5) / (baseline.n + 1)));
}
