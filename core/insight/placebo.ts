import { type FacetCell, minusCount, sumCounts } from './cells.ts';
import type { FacetName } from './facets.ts';
import type { MeasureKind } from './measures.ts';
import { scoreGrowth } from './scores.ts';

/** By what the evidence has to exceed the largest evidence among stretches of the baseline. */
const margin = 1.5;

/** Largest values from which the tail of single clients is estimated. */
const tailValues = 10;

/** False findings of a single client, in each selection, that its threshold allows. */
const falseClients = 0.005;

/** What of a question the placebo windows depend on. */
export interface PlaceboSettings {
  readonly kind: MeasureKind;
  readonly unit: number;
  /** Length of the selection by that of a stretch. */
  readonly scale: number;
  /** Whether falls are looked for instead of growth. */
  readonly falls: boolean;
}

/**
 * The evidence that each facet's values need, found by comparing stretches of the baseline with each other, where
 * nothing is to be found. A facet is absent if it has no cells.
 *
 * @param cells with the counts of the selection first, which are not used
 * @param totals counts of all requests, likewise
 */
export function placeboThresholds(
  cells: readonly FacetCell[],
  totals: FacetCell['counts'],
  settings: PlaceboSettings,
): Map<FacetName, number> {
  const thresholds = new Map<FacetName, number>();
  for (const [facet, own] of Map.groupBy(cells, (cell) => cell.facet)) {
    const evidence = placeboEvidence(own, totals, settings);
    const stretches = totals.length - 1;
    const largest = evidence.reduce((most, value) => Math.max(most, value), 0);
    const scaled = Math.max(1, settings.scale);
    thresholds.set(
      facet,
      scaled * (facet === 'client' ? tailThreshold(evidence, stretches) : margin * largest),
    );
  }
  return thresholds;
}

function placeboEvidence(
  cells: readonly FacetCell[],
  totals: FacetCell['counts'],
  { kind, unit, falls }: PlaceboSettings,
): number[] {
  const all = sumCounts(totals.slice(1));
  const evidence: number[] = [];
  for (const { counts } of cells) {
    const whole = sumCounts(counts.slice(1));
    for (let stretch = 1; stretch < totals.length; stretch++) {
      const group = { selection: counts[stretch], baseline: minusCount(whole, counts[stretch]) };
      const others = { selection: totals[stretch], baseline: minusCount(all, totals[stretch]) };
      const length = 1 / (totals.length - 2);
      const { rate, mix } = falls
        ? scoreGrowth(swap(group), swap(others), { kind, unit, length: 1 / length })
        : scoreGrowth(group, others, { kind, unit, length });
      evidence.push(Math.max(rate, mix));
    }
  }
  return evidence;
}

const swap = <T>({ selection, baseline }: { selection: T; baseline: T }) => ({
  selection: baseline,
  baseline: selection,
});

/**
 * A threshold that one client's accident exceeds rarely: the tail of the largest values is taken for a power law,
 * its exponent by Hill's estimator.
 */
function tailThreshold(evidence: readonly number[], stretches: number): number {
  const largest = evidence.filter((value) => value > 0).sort((a, b) => b - a);
  const count = Math.min(tailValues, largest.length - 1);
  if (count < 2) return margin * (largest[0] ?? 0);
  const start = largest[count] as number;
  const logarithms = largest.slice(0, count).reduce((sum, value) => sum + Math.log(value / start), 0);
  return start * (count / (stretches * falseClients)) ** (logarithms / count);
}
