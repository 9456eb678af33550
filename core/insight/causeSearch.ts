import {
  type ClientSpread,
  type FacetCell,
  type FacetValue,
  type InsightSource,
  type RateGrowth,
  sumCounts,
} from './cells.ts';
import { clusteredEvidence, deviationsOfClient, exchangeWindows } from './clientClustering.ts';
import { evidenceOfChance } from './evidence.ts';
import { changeOf, type ExplainQuestion, type Finding } from './explanation.ts';
import { type FacetName, facetRank } from './facets.ts';
import { type Group, isEnough, isPart, isSame, isWithin, pairPenalty, rankOf, samePart } from './group.ts';
import { advantageOf, growthOf } from './growthLikelihood.ts';
import { countMasks, hasAll, type SplitCell, splitCell, splitMask } from './maskCounts.ts';
import type { Measure } from './measures.ts';
import { type PlaceboThresholds, placeboThresholds } from './placebo.ts';
import {
  type Compared,
  type Evidence,
  minusCompared,
  ofBoth,
  type Score,
  type ScoreSettings,
  scoreGrowth,
} from './scores.ts';

/** Maximum number of values to combine, including outcomes. A mask has one bit for each. */
const maxMasked = 52;

/** Maximum number of values of a facet to combine, and the number that a facet has even if others have more evidence. */
const maxOfFacet = 4;
const minOfFacet = 2;

/**
 * Chance of a false finding if nothing changed, before clients and placebo windows are considered. Falls are judged more
 * strictly, because traffic drifts and clients leave without a cause.
 */
const falseFindings = 0.01;
const falseFalls = 0.0005;

/** Maximum number of groups whose clients are analyzed. */
const maxGroups = 16;

/** Maximum number of findings to report. */
export const maxFindings = 5;

/** Groups with at least this part of a finding's evidence are alternatives. */
const alternativePart = 0.5;

/** Maximum number of alternatives to report. */
const maxAlternatives = 2;

/** A finding must exceed the expected count by at least this many events, or amounts of typical size. */
const minEvents = 8;

/** The part of a group's excess that must remain without the requests of other findings. */
const keptExcess = 0.75;

/** Facets that say how a request ended. Unlike these outcomes, a content type can be one of the values of a pair. */
const endings: ReadonlySet<FacetName> = new Set(['status', 'result', 'detailed-result']);

/** Minimum number of standard deviations of a single client above the variation of the other clients. */
const minDeviations = 4;

/**
 * A pair and the other requests of one of its values grew in the same way if the additional part of the others' events is
 * at least this fraction of the additional part of the pair's.
 */
const alikePart = 0.5;

/** If a value has less evidence than this without a pair's requests, the pair explains the value completely. */
const nothingLeft = 4;

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

/** Searches for the groups of requests that account for a change in one direction. */
export class CauseSearch {
  readonly #context: SearchContext;
  readonly #kind: Measure['kind'];
  readonly #settings: ScoreSettings;
  readonly #needed: PlaceboThresholds;
  #outcomeBits: readonly { readonly value: FacetValue; readonly mask: number }[] = [];
  readonly #comparisons: ReadonlyMap<FacetName, number>;

  constructor(context: SearchContext) {
    this.#context = context;
    const { question, singles, unit, falls } = context;
    this.#kind = question.measure.kind;
    this.#comparisons = countComparisons(singles.cells, minEvents * unit);
    const length = question.selectionLength / question.baselineLength;
    this.#settings = { kind: this.#kind, unit, length: falls ? 1 / length : length };
    const stretches = singles.totals.length - 1;
    const scale = question.selectionLength / (question.baselineLength / stretches);
    this.#needed = placeboThresholds(singles.cells, singles.totals, {
      kind: this.#kind,
      unit,
      scale,
      falls,
      min: falls ? 0 : minEvents * unit,
    });
  }

  async run(): Promise<Finding[]> {
    const { source, totals } = this.#context;
    if (totals.baseline.n === 0 || totals.selection.n === 0) return [];
    const candidates = this.#findCandidates();
    if (candidates.length === 0) return [];
    const cells = (await source.masks([...candidates, ...this.#context.outcomes])).map(splitCell);
    this.#outcomeBits = this.#context.outcomes.map((value, index) => ({
      value,
      mask: 2 ** (candidates.length + index),
    }));
    const groups = this.#makeGroups(candidates, cells);
    if (groups.length === 0) return [];
    const [all, ...spreads] =
      (await source.clients([
        { values: [] },
        ...groups.map(({ values, counts }) => ({ values, growth: this.#growthOf(counts) })),
      ])) ?? [];
    const clustered = groups.map((group, index) => this.#addClients(group, spreads[index], all));
    const found = clustered.filter((group) => this.#isFound(group, group.score, group.certain));
    const needed = found.filter(
      (pair) => this.#kind !== 'volume' || !found.some((part) => isPart(part, pair) && isEnough(part, pair)),
    );
    return this.#makeFindings(needed, clustered, cells);
  }

  get #maxCandidates(): number {
    return maxMasked - this.#context.outcomes.length;
  }

  /** Returns the values with the most evidence, limited per facet. */
  #findCandidates(): FacetValue[] {
    const { cells } = this.#context.singles;
    const scored = cells.flatMap((cell) => {
      const counts = comparedOf(cell);
      if (this.#isEverywhere(counts)) return [];
      const { rate, mix, excess } = this.#score(counts);
      // A value without evidence may be part of a pair with evidence.
      const growth = excess / Math.sqrt(this.#orient(counts).selection.k + 1);
      return excess > 0 ? [{ cell, evidence: Math.max(rate, mix), growth }] : [];
    });
    const seen = new Map<FacetName, number>();
    const ranked = scored
      .sort((a, b) => b.evidence - a.evidence || b.growth - a.growth)
      .map(({ cell }) => {
        const rank = seen.get(cell.facet) ?? 0;
        seen.set(cell.facet, rank + 1);
        return { cell, rank };
      })
      .filter(({ rank }) => rank < maxOfFacet);
    const first = ranked.filter(({ rank }) => rank < minOfFacet);
    return [...first, ...ranked.filter(({ rank }) => rank >= minOfFacet)]
      .slice(0, this.#maxCandidates)
      .map(({ cell: { facet, value } }) => ({ facet, value }));
  }

  /** Returns values and pairs with enough evidence before clients are considered, strongest first. */
  #makeGroups(candidates: readonly FacetValue[], cells: readonly SplitCell[]): Group[] {
    const single = candidates.map((value, index) => this.#makeGroup(2 ** index, [value], cells));
    const pairs = candidates.flatMap((a, i) =>
      candidates.slice(i + 1).flatMap((b, offset) => {
        if (a.facet === b.facet || isEnding(a) || isEnding(b)) return [];
        const parts = [single[i], single[i + 1 + offset]] as const;
        const pair = this.#makeGroup(2 ** i + 2 ** (i + 1 + offset), [a, b], cells);
        return this.#isBetter(pair, parts) ? [pair] : [];
      }),
    );
    const all = [...single, ...pairs].filter((group) => this.#isLarge(group));
    const found = all.filter((group) => this.#isFound(group, group.score, group.score));
    const max = Math.max(0, ...found.map(({ evidence }) => evidence));
    if (max === 0) return [];
    return all
      .filter((group) => found.includes(group) || group.evidence >= alternativePart * max)
      .sort((a, b) => b.evidence - a.evidence || rankOf(a) - rankOf(b))
      .slice(0, maxGroups);
  }

  /**
   * Whether a pair explains the change better than each of its values. For a share, growth of only the pair's requests must
   * be more likely than growth of all requests with one of its values.
   */
  #isBetter(pair: Group, parts: readonly [Group, Group]): boolean {
    const best = parts[0].evidence >= parts[1].evidence ? parts[0] : parts[1];
    const isSmaller = parts.every(({ counts }) => pair.counts.selection.n < samePart * counts.selection.n);
    if (!isSmaller) return false;
    if (this.#kind !== 'volume') {
      return parts.every((part) => this.#advantageOf(pair, part, pair.counts) >= pairPenalty);
    }
    if (pair.evidence < best.evidence + pairPenalty) return false;
    if (parts.some((part) => this.#isLikewise(pair, part))) return false;
    if (pair.score.excess >= keptExcess * best.score.excess) return true;
    const { rate, mix } = this.#scoreWithout(minusCompared(best.counts, pair.counts), pair.counts);
    return Math.max(rate, mix) < nothingLeft;
  }

  /**
   * Whether a value's requests outside of a pair grew in the same way as the pair. The value is then the cause, even if it
   * has less evidence than the pair because its requests had different shares of events before.
   */
  #isLikewise(pair: Group, part: Group): boolean {
    const others = minusCompared(part.counts, pair.counts);
    const { rate, mix, excess } = this.#scoreWithout(others, pair.counts);
    const partOf = (score: number, counts: Compared) => score / this.#orient(counts).selection.k;
    return (
      Math.max(rate, mix) >= pairPenalty &&
      partOf(excess, others) >= alikePart * partOf(pair.score.excess, pair.counts)
    );
  }

  #makeGroup(mask: number, values: readonly FacetValue[], cells: readonly SplitCell[]): Group {
    const counts = countMasks(cells, mask);
    const score = this.#score(counts);
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
      evidence,
      clustered: evidence,
      certain: score,
    };
  }

  #addClients(group: Group, spread: ClientSpread | undefined, all: ClientSpread | undefined): Group {
    if (spread === undefined || all === undefined) return group;
    const oriented = this.#context.falls ? exchangeWindows : (same: ClientSpread) => same;
    // The events of a client are compared with its own baseline. Its requests and latencies also vary without a cause, so
    // they are compared with those of other clients.
    if (group.values.some(({ facet }) => facet === 'client')) {
      if (this.#kind === 'ratio') return group;
      const { excess } = group.score;
      const { length } = this.#settings;
      const deviations = deviationsOfClient(excess, oriented(spread), oriented(all), length);
      return deviations < minDeviations ? { ...group, certain: { rate: 0, mix: 0 } } : group;
    }
    const { evidence, certain } = clusteredEvidence(
      group.score,
      oriented(spread),
      oriented(all),
      this.#settings,
    );
    return {
      ...group,
      clustered: Math.min(group.evidence, evidence),
      certain: ofBoth((kind) => Math.min(group.score[kind], certain[kind])),
    };
  }

  /** Returns the best group, then the best group among the remaining requests, and so on. */
  #makeFindings(found: readonly Group[], all: readonly Group[], cells: readonly SplitCell[]): Finding[] {
    const findings: Finding[] = [];
    let left = this.#sortGroups(found, cells);
    const named: Group[] = [];
    let rest = cells;
    while (left.length > 0 && findings.length < maxFindings) {
      const [best, ...others] = left as [Group, ...Group[]];
      const same = all.filter((group) => group !== best && isSame(group, best, cells));
      findings.push(this.#makeFinding(best, same, this.#detailsOf(best, cells)));
      named.push(best, ...same);
      rest = rest.filter((cell) => !hasAll(cell, splitMask(best.mask)));
      left = others.filter((group) => !same.includes(group) && this.#isLeft(group, rest));
    }
    return [...findings, ...this.#findAlternatives(named, all, cells)];
  }

  /**
   * Sorts found groups, the most likely cause first. Growths of a share are compared with each other directly: the first
   * group has the best result against its strongest rival.
   */
  #sortGroups(found: readonly Group[], cells: readonly SplitCell[]): Group[] {
    const rated = found.map((group) => ({ group, lead: this.#leadOf(group, found, cells) }));
    return rated
      .sort(
        (a, b) =>
          b.lead - a.lead || b.group.clustered - a.group.clustered || rankOf(a.group) - rankOf(b.group),
      )
      .map(({ group }) => group);
  }

  #leadOf(group: Group, found: readonly Group[], cells: readonly SplitCell[]): number {
    if (this.#kind === 'volume') return group.clustered;
    const own = cells.filter((cell) => hasAll(cell, splitMask(group.mask)));
    const leads = found.map((other) => {
      const penalty = pairPenalty * (group.values.length - other.values.length);
      return this.#advantageOf(group, other, countMasks(own, other.mask)) - penalty;
    });
    return Math.min(...leads);
  }

  #advantageOf(a: Group, b: Group, both: Compared): number {
    const all = this.#orient(this.#context.totals);
    return advantageOf(this.#orient(a.counts), this.#orient(b.counts), this.#orient(both), all);
  }

  /** Returns groups that are nearly as likely as the first finding and contain largely the same requests. */
  #findAlternatives(named: readonly Group[], all: readonly Group[], cells: readonly SplitCell[]): Finding[] {
    const [best] = named;
    if (best === undefined) return [];
    return all
      .filter((group) => !named.includes(group) && group.clustered >= alternativePart * best.clustered)
      .filter((group) => isWithin(group, best, cells) || isWithin(best, group, cells))
      .sort((a, b) => b.clustered - a.clustered || rankOf(a) - rankOf(b))
      .slice(0, maxAlternatives)
      .map((group) => ({
        ...this.#makeFinding(group, [], this.#detailsOf(group, cells)),
        isAlternative: true,
      }));
  }

  /** Whether a group still has enough evidence without the requests of earlier findings. */
  #isLeft(group: Group, rest: readonly SplitCell[]): boolean {
    const counts = countMasks(rest, group.mask);
    const all = this.#orient(countMasks(rest, 0));
    const { rate, mix, excess } = scoreGrowth(this.#orient(counts), all, this.#settings);
    const evidence = { rate, mix };
    const clustered = ofBoth(
      (kind) => (evidence[kind] * group.certain[kind]) / Math.max(1, group.score[kind]),
    );
    return this.#isFound(group, evidence, clustered) && excess >= keptExcess * group.score.excess;
  }

  #makeFinding(
    { values, counts, score, clustered }: Group,
    same: readonly Group[],
    details: readonly FacetValue[],
  ): Finding {
    const { totals, question, falls } = this.#context;
    const change = changeOf(totals, question) * (falls ? -1 : 1);
    const named = new Set(values.map(({ facet }) => facet));
    const excess = this.#context.falls
      ? score.excess * (totals.selection.n / totals.baseline.n)
      : score.excess;
    return {
      values,
      same: same
        .flatMap((group) => group.values)
        .filter(({ facet }) => !named.has(facet) && named.add(facet))
        .sort((a, b) => facetRank(a.facet) - facetRank(b.facet)),
      details,
      direction: falls ? 'less' : 'more',
      share: excess / Math.max(excess, change),
      counts,
      evidence: clustered,
      isAlternative: false,
    };
  }

  /** Evidence that no value or pair reaches by chance. Each facet receives an equal part of the allowed chance. */
  #accident(values: readonly FacetValue[]): number {
    const ofFacet = this.#comparisons.get(values[0].facet) ?? 1;
    const comparisons = values.length === 1 ? ofFacet : this.#maxCandidates ** 2 / 2;
    const chance = this.#context.falls ? falseFalls : falseFindings;
    return evidenceOfChance(chance / Math.max(1, this.#comparisons.size * comparisons));
  }

  /** Returns the outcomes that most events of a group share. */
  #detailsOf({ mask, counts }: Group, cells: readonly SplitCell[]): FacetValue[] {
    const events = this.#orient(counts).selection.k;
    return this.#outcomeBits
      .filter((outcome) => this.#orient(countMasks(cells, mask + outcome.mask)).selection.k > events / 2)
      .map(({ value }) => value);
  }

  /**
   * Whether evidence is enough. The baseline's own variation was measured without considering clients, so it is
   * compared with evidence measured the same way. Chance is compared with the evidence that remains after clustering by
   * client. A share of events can vary less than the volume, so both kinds of evidence are compared on their own.
   */
  #isFound(group: Group, evidence: Evidence, clustered: Evidence): boolean {
    const isEnoughOf = (kind: keyof Evidence) =>
      evidence[kind] >= group.needed[kind] && clustered[kind] >= group.accident;
    return this.#isLarge(group) && (isEnoughOf('rate') || isEnoughOf('mix'));
  }

  #isLarge({ counts, score }: Group): boolean {
    const min = minEvents * this.#context.unit;
    return this.#orient(counts).selection.k >= min && score.excess >= min;
  }

  #isEverywhere({ selection, baseline }: Compared): boolean {
    const { totals, question } = this.#context;
    const part = this.#kind === 'volume' ? 'k' : 'n';
    if (selection[part] < everywhere * totals.selection[part]) return false;
    // A value that the requests of a set have in common is another name of the set.
    return question.againstRest === true || baseline[part] >= everywhere * totals.baseline[part];
  }

  #growthOf(counts: Compared): RateGrowth | undefined {
    if (this.#kind === 'volume') return undefined;
    const { totals, falls } = this.#context;
    return { ...growthOf(this.#orient(counts), this.#orient(totals)), falls };
  }

  #score(counts: Compared): Score {
    return scoreGrowth(this.#orient(counts), this.#orient(this.#context.totals), this.#settings);
  }

  /** Scores a group as if the requests of another one didn't exist. */
  #scoreWithout(counts: Compared, without: Compared): Score {
    const all = minusCompared(this.#context.totals, without);
    return scoreGrowth(this.#orient(counts), this.#orient(all), this.#settings);
  }

  #orient({ selection, baseline }: Compared): Compared {
    return this.#context.falls ? { selection: baseline, baseline: selection } : { selection, baseline };
  }
}

/** Counts, for each facet, the values with enough events in either window to be findings. */
function countComparisons(cells: readonly FacetCell[], min: number): Map<FacetName, number> {
  const facets = Map.groupBy(cells, ({ facet }) => facet);
  return new Map(
    [...facets].map(([facet, own]) => [facet, own.filter(({ counts }) => sumCounts(counts).k >= min).length]),
  );
}

/** Whether a value describes a pair and can't be one of its two values. */
const isEnding = ({ facet }: FacetValue) => endings.has(facet);

function comparedOf({ counts }: FacetCell): Compared {
  return { selection: counts[0], baseline: sumCounts(counts.slice(1)) };
}
