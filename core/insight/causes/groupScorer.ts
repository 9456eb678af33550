import { type FacetCell, type FacetValue, type InsightSource, type RateGrowth, sumCounts } from '../cells.ts';
import type { ExplainQuestion } from '../explanation.ts';
import type { FacetName } from '../facets/facets.ts';
import type { MeasureKind } from '../measures.ts';
import { evidenceOfChance } from './evidence.ts';
import type { Group } from './group.ts';
import { advantageOf, growthOf } from './growthLikelihood.ts';
import { countMasks, type SplitCell } from './maskCounts.ts';
import { type PlaceboThresholds, placeboThresholds } from './placebo.ts';
import {
  type Compared,
  type Evidence,
  exchangeWindows,
  ofBoth,
  type Score,
  type ScoreSettings,
  scoreGrowth,
  subtractCompared,
} from './scores.ts';

/**
 * Chance of a false finding if nothing changed, before clients and placebo windows are considered. Falls are judged more
 * strictly, because traffic drifts and clients leave without a cause.
 */
const falseFindings = 0.01;
const falseFalls = 0.0005;

/** A finding must exceed the expected count by at least this many events, or amounts of typical size. */
const minEvents = 8;

/** Maximum number of values to combine, including outcomes. A mask has one bit for each. */
const maxMasked = 52;

/** A value that at least this part of all requests or events has is everywhere. */
const everywhere = 0.95;

/** Input of a search. */
export interface SearchContext {
  readonly source: InsightSource;
  readonly question: ExplainQuestion;
  readonly singles: Awaited<ReturnType<InsightSource['singles']>>;
  /** Values that describe findings. */
  readonly outcomes: readonly FacetValue[];
  readonly totals: Compared;
  readonly unit: number;
  /** Whether to search for decreases instead of growth. */
  readonly falls: boolean;
}

/** Scores groups for one direction of a change, and decides whether their evidence is enough for a finding. */
export class GroupScorer {
  readonly kind: MeasureKind;
  /** Whether a set of requests is compared with the others, instead of one time with another. */
  readonly isOfSet: boolean;
  readonly settings: ScoreSettings;
  /** Maximum number of values to combine. */
  readonly maxCandidates: number;
  readonly #context: SearchContext;
  readonly #needed: PlaceboThresholds;
  readonly #comparisons: ReadonlyMap<FacetName, number>;

  constructor(context: SearchContext) {
    this.#context = context;
    const { question, singles, outcomes, unit, falls } = context;
    this.kind = question.measure.kind;
    this.isOfSet = question.againstRest === true;
    this.maxCandidates = maxMasked - outcomes.length;
    this.#comparisons = countComparisons(singles.cells, minEvents * unit);
    const length = question.selectionLength / question.baselineLength;
    this.settings = { kind: this.kind, unit, length: falls ? 1 / length : length };
    const stretches = singles.totals.length - 1;
    const scale = question.selectionLength / (question.baselineLength / stretches);
    this.#needed = placeboThresholds(singles.cells, singles.totals, {
      kind: this.kind,
      unit,
      scale,
      falls,
      min: falls ? 0 : minEvents * unit,
    });
  }

  /** Counts and scores the requests that have all values of the mask. */
  makeGroup(mask: number, values: readonly FacetValue[], cells: readonly SplitCell[]): Group {
    const counts = countMasks(cells, mask);
    const score = this.score(counts);
    const evidence = Math.max(score.rate, score.mix);
    const accident = this.#accident(values);
    const ofValues = values.map(this.#needed);
    const needed = ofBoth((kind) => Math.max(accident, ...ofValues.map((of) => of[kind])));
    return {
      mask,
      values,
      counts,
      score,
      accident,
      needed,
      neededOfClients: needed,
      evidence,
      clustered: evidence,
      certain: score,
    };
  }

  /** Scores the growth of a group. */
  score(counts: Compared): Score {
    return scoreGrowth(this.orient(counts), this.orient(this.#context.totals), this.settings);
  }

  /** Scores a group as if the requests of another one didn't exist. */
  scoreWithout(counts: Compared, without: Compared): Score {
    const all = subtractCompared(this.#context.totals, without);
    return scoreGrowth(this.orient(counts), this.orient(all), this.settings);
  }

  /** Returns how much more likely the growth of group `a` is than that of group `b`, see `advantageOf`. */
  advantageOf(a: Group, b: Group, both: Compared): number {
    const all = this.orient(this.#context.totals);
    return advantageOf(this.orient(a.counts), this.orient(b.counts), this.orient(both), all);
  }

  /** Returns the growth that the counts suggest; undefined for a volume. */
  growthOf(counts: Compared): RateGrowth | undefined {
    if (this.kind === 'volume') return undefined;
    const { totals, falls } = this.#context;
    return { ...growthOf(this.orient(counts), this.orient(totals)), falls };
  }

  /** Whether a group can be a finding, before its clients are considered. */
  isPossible(group: Group): boolean {
    if (this.kind === 'volume') return this.isFound(group, group.score, group.score);
    return this.isLarge(group) && group.evidence >= group.accident;
  }

  /**
   * Whether evidence is enough. It must exceed the baseline's own variation, either both without considering clients, or
   * both after clustering by client. Chance is compared with the evidence that remains after clustering by
   * client. A share of events can vary less than the volume, so both kinds of evidence are compared on their own.
   */
  isFound(group: Group, evidence: Evidence, clustered: Evidence): boolean {
    const isEnoughOf = (kind: keyof Evidence) =>
      clustered[kind] >= group.accident &&
      (evidence[kind] >= group.needed[kind] || clustered[kind] >= group.neededOfClients[kind]);
    return this.isLarge(group) && (isEnoughOf('rate') || isEnoughOf('mix'));
  }

  /** Whether a group has enough events, and enough of them beyond the expected number. */
  isLarge({ counts, score }: Group): boolean {
    const min = minEvents * this.#context.unit;
    return this.orient(counts).selection.k >= min && score.excess >= min;
  }

  /** Whether nearly all requests or events have a value, so that it explains nothing. */
  isEverywhere({ selection, baseline }: Compared): boolean {
    const { totals } = this.#context;
    const part = this.kind === 'volume' ? 'k' : 'n';
    if (selection[part] < everywhere * totals.selection[part]) return false;
    // A value that the requests of a set have in common is another name of the set.
    return this.isOfSet || baseline[part] >= everywhere * totals.baseline[part];
  }

  /** Returns the later window of the search as the selection: for falls, the windows are exchanged. */
  orient<T extends { readonly selection: unknown; readonly baseline: T['selection'] }>(compared: T): T {
    return this.#context.falls ? exchangeWindows(compared) : compared;
  }

  /** Evidence that no value or pair reaches by chance. Each facet receives an equal part of the allowed chance. */
  #accident(values: readonly FacetValue[]): number {
    const ofFacet = this.#comparisons.get(values[0].facet) ?? 1;
    const comparisons = values.length === 1 ? ofFacet : this.maxCandidates ** 2 / 2;
    const chance = this.#context.falls ? falseFalls : falseFindings;
    return evidenceOfChance(chance / Math.max(1, this.#comparisons.size * comparisons));
  }
}

/** Counts, for each facet, the values with enough events in either window to be findings. */
function countComparisons(cells: readonly FacetCell[], min: number): Map<FacetName, number> {
  const facets = Map.groupBy(cells, ({ facet }) => facet);
  return new Map(
    [...facets].map(([facet, own]) => [facet, own.filter(({ counts }) => sumCounts(counts).k >= min).length]),
  );
}
