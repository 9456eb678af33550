import { type FacetCell, type FacetValue, minusCount, sumCounts } from './cells.ts';
import type { MeasureKind } from './measures.ts';
import { scoreGrowth } from './scores.ts';

/** By what the evidence has to exceed the largest evidence among stretches of the baseline. */
const margin = 1.3;

/**
 * A trend goes on beyond the baseline: of four stretches, the evidence of a steady one grows by this factor; and by
 * as many standard deviations it can be underestimated.
 */
const trendGrowth = 1.7;
const trendDeviations = 2.5;

/** Largest values from which the tail of single clients is estimated. */
const tailValues = 10;

/** False findings of a single client, in each selection, that its threshold allows. */
const falseClients = 0.0002;

/** What of a question the placebo windows depend on. */
export interface PlaceboSettings {
  readonly kind: MeasureKind;
  readonly unit: number;
  /** Length of the selection by that of a stretch. */
  readonly scale: number;
  /** Whether falls are looked for instead of growth. */
  readonly falls: boolean;
}

/** The evidence that a value needs. */
export type PlaceboThresholds = (value: FacetValue) => number;

/**
 * The evidence that values need, found by comparing stretches of the baseline with each other, where nothing is to
 * be found: more than any value of the facet has there, and more than its own trend predicts.
 *
 * @param cells with the counts of the selection first, which are not used
 * @param totals counts of all requests, likewise
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

/** The evidence of each stretch against the others. */
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
