import { type FacetCell, type FacetValue, minusCount, sumCounts } from './cells.ts';
import type { MeasureKind } from './measures.ts';
import { scoreGrowth } from './scores.ts';

/** Factor by which the evidence must exceed the largest evidence among stretches of the baseline. */
const margin = 1.1;

/**
 * A trend continues beyond the baseline. With four stretches, the evidence of a steady trend grows by `trendGrowth`,
 * and it can be underestimated by `trendDeviations` standard deviations.
 */
const trendGrowth = 1.7;
const trendDeviations = 2.5;

/** Number of largest values from which the tail of single clients is estimated. */
const tailValues = 10;

/** Expected false findings of a single client per selection that the threshold allows. */
const falseClients = 0.0002;

/** The settings of a question that placebo windows depend on. */
export interface PlaceboSettings {
  readonly kind: MeasureKind;
  readonly unit: number;
  /** Length of the selection divided by the length of a stretch. */
  readonly scale: number;
  /** Whether to search for decreases instead of growth. */
  readonly falls: boolean;
}

/** Returns the evidence that a value needs to be a finding. */
export type PlaceboThresholds = (value: FacetValue) => number;

/**
 * Computes the evidence that values need by comparing stretches of the baseline with each other, where there is nothing
 * to find: more than any value of the facet reaches there, and more than the value's own trend predicts.
 *
 * @param cells counts of values. The counts of the selection come first and are not used
 * @param totals counts of all requests, in the same order
 */
export function placeboThresholds(
  cells: readonly FacetCell[],
  totals: FacetCell['counts'],
  settings: PlaceboSettings,
): PlaceboThresholds {
  const ofFacets = new Map<string, number>();
  const ofValues = new Map<string, number>();
  const scale = Math.max(1, settings.scale);
  for (const [facet, own] of Map.groupBy(cells, (cell) => cell.facet)) {
    const evidence = own.map((cell) => placeboEvidence(cell, totals, settings));
    for (const [index, { value }] of own.entries()) {
      ofValues.set(`${facet} ${value}`, scale * trendThreshold(Math.max(...evidence[index])));
    }
    const all = evidence.flat();
    const largest = all.reduce((most, value) => Math.max(most, value), 0);
    const needed = facet === 'client' ? tailThreshold(all, totals.length - 1) : margin * largest;
    ofFacets.set(facet, scale * needed);
  }
  return ({ facet, value }) => Math.max(ofFacets.get(facet) ?? 0, ofValues.get(`${facet} ${value}`) ?? 0);
}

const trendThreshold = (largest: number) => (Math.sqrt(trendGrowth * largest) + trendDeviations) ** 2;

/** Returns the evidence of each stretch compared with the other stretches. */
function placeboEvidence(
  { counts }: FacetCell,
  totals: FacetCell['counts'],
  { kind, unit, falls }: PlaceboSettings,
): number[] {
  const all = sumCounts(totals.slice(1));
  const whole = sumCounts(counts.slice(1));
  const length = 1 / (totals.length - 2);
  return totals.slice(1).map((total, index) => {
    const stretch = counts[index + 1];
    const group = { selection: stretch, baseline: minusCount(whole, stretch) };
    const others = { selection: total, baseline: minusCount(all, total) };
    const { rate, mix } = falls
      ? scoreGrowth(swap(group), swap(others), { kind, unit, length: 1 / length })
      : scoreGrowth(group, others, { kind, unit, length });
    return Math.max(rate, mix);
  });
}

const swap = <T>({ selection, baseline }: { selection: T; baseline: T }) => ({
  selection: baseline,
  baseline: selection,
});

/**
 * Returns a threshold that a single client rarely exceeds by chance. Assumes that the tail of the largest values
 * follows a power law and estimates its exponent with Hill's estimator.
 */
function tailThreshold(evidence: readonly number[], stretches: number): number {
  const largest = evidence.filter((value) => value > 0).sort((a, b) => b - a);
  const count = Math.min(tailValues, largest.length - 1);
  if (count < 2) return margin * (largest[0] ?? 0);
  const start = largest[count];
  const logarithms = largest.slice(0, count).reduce((sum, value) => sum + Math.log(value / start), 0);
  return start * (count / (stretches * falseClients)) ** (logarithms / count);
}
