import { type FacetCell, type FacetValue, subtractCount, sumCounts } from '../cells.ts';
import type { MeasureKind } from '../measures.ts';
import { type Evidence, exchangeWindows, ofBoth, type Score, scoreGrowth } from './scores.ts';

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
const falseClients = 0.00005;

/** The settings of a question that placebo windows depend on. */
export interface PlaceboSettings {
  readonly kind: MeasureKind;
  readonly unit: number;
  /** Length of the selection divided by the length of a stretch. */
  readonly scale: number;
  /** Whether to search for decreases instead of growth. */
  readonly falls: boolean;
  /** Fewest events, and fewest additional events, that a finding can have. */
  readonly min: number;
}

/** Returns the evidence that a value needs to be a finding. */
export type PlaceboThresholds = (value: FacetValue) => Evidence;

/**
 * Computes the evidence that values need by comparing stretches of the baseline with each other, where there is nothing
 * to find: more than any value of the facet reaches there, and more than the value's own trend predicts. The number of
 * requests of a value can vary a lot while its share of events doesn't, so both kinds of evidence have their own threshold.
 *
 * @param cells counts of values. The counts of the selection come first and are not used
 * @param totals counts of all requests, in the same order
 */
export function placeboThresholds(
  cells: readonly FacetCell[],
  totals: FacetCell['counts'],
  settings: PlaceboSettings,
): PlaceboThresholds {
  const scale = Math.max(1, settings.scale);
  const min = settings.min / scale;
  const ofValues = new Map<string, Evidence>();
  const ofFacets = new Map<string, Evidence>();
  for (const [facet, own] of Map.groupBy(cells, (cell) => cell.facet)) {
    const scores = own.map((cell) => placeboScores(cell, totals, settings));
    for (const [index, { value }] of own.entries()) {
      const largest = largestOf(scores[index]);
      ofValues.set(
        `${facet} ${value}`,
        ofBoth((kind) => scale * trendThreshold(largest[kind])),
      );
    }
    const all = scores.flat();
    // A value with few events can have a lot of evidence, but can't be a finding.
    const largest = largestOf(all.filter(({ events, excess }) => Math.min(events, excess) >= min));
    const threshold = (kind: keyof Evidence) =>
      facet === 'client'
        ? tailThreshold(
            all.map((score) => score[kind]),
            totals.length - 1,
          )
        : margin * largest[kind];
    ofFacets.set(
      facet,
      ofBoth((kind) => scale * threshold(kind)),
    );
  }
  return ({ facet, value }) =>
    ofBoth((kind) =>
      Math.max(ofFacets.get(facet)?.[kind] ?? 0, ofValues.get(`${facet} ${value}`)?.[kind] ?? 0),
    );
}

const largestOf = (scores: readonly Evidence[]): Evidence =>
  ofBoth((kind) => scores.reduce((max, score) => Math.max(max, score[kind]), 0));

const trendThreshold = (largest: number) => (Math.sqrt(trendGrowth * largest) + trendDeviations) ** 2;

interface PlaceboScore extends Score {
  readonly events: number;
}

/** Scores each stretch compared with the other stretches. */
function placeboScores(
  { counts }: FacetCell,
  totals: FacetCell['counts'],
  { kind, unit, falls }: PlaceboSettings,
): PlaceboScore[] {
  const all = sumCounts(totals.slice(1));
  const whole = sumCounts(counts.slice(1));
  const length = 1 / (totals.length - 2);
  return totals.slice(1).map((total, index) => {
    const stretch = counts[index + 1];
    const group = { selection: stretch, baseline: subtractCount(whole, stretch) };
    const others = { selection: total, baseline: subtractCount(all, total) };
    const [own, rest] = falls ? [exchangeWindows(group), exchangeWindows(others)] : [group, others];
    const score = scoreGrowth(own, rest, { kind, unit, length: falls ? 1 / length : length });
    return { ...score, events: own.selection.k };
  });
}

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
