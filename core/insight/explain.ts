import {
  type ClientSpread,
  type FacetCell,
  type FacetValue,
  type InsightSource,
  type MaskCell,
  minusCount,
  sumCounts,
} from './cells.ts';
import { clusteredEvidence, exchangeWindows } from './clientClustering.ts';
import { evidenceOfChance } from './evidence.ts';
import { type FacetName, facetRank } from './facets.ts';
import type { Measure } from './measures.ts';
import { type PlaceboThresholds, placeboThresholds } from './placebo.ts';
import { type Compared, type Score, type ScoreSettings, scoreGrowth } from './scores.ts';

/** What is asked. */
export interface ExplainQuestion {
  readonly measure: Measure;
  /** Length of the selection and of the baseline, in the same unit. */
  readonly selectionLength: number;
  readonly baselineLength: number;
}

/** A group of requests that accounts for a part of the change. */
export interface Finding {
  /** The values that all its requests have. */
  readonly values: readonly FacetValue[];
  /** Values of other facets that name the same requests. */
  readonly same: readonly FacetValue[];
  /** The outcome that most of its events have, if the measure has outcomes. */
  readonly details: readonly FacetValue[];
  readonly direction: 'more' | 'less';
  /** Part of the change that it accounts for, 0 to 1. */
  readonly share: number;
  readonly counts: Compared;
  /** Evidence that it is no accident, about χ² of one degree of freedom. */
  readonly evidence: number;
  /** Whether it names many of the requests of a finding before it, and is nearly as likely to be the cause. */
  readonly isAlternative: boolean;
}

/** The answer. */
export interface Explanation {
  readonly totals: Compared;
  /** Threshold of a latency, in seconds. */
  readonly threshold?: number;
  /** Best first; empty if nothing stands out. */
  readonly findings: readonly Finding[];
}

/** Values that are looked at closely together with the outcomes, by how many a mask can name; and of each facet. */
const mostMasked = 52;
const mostOfFacet = 4;
/** Of each facet, whatever the others have. */
const fewestOfFacet = 2;

/** Chance of a false finding where nothing changed, before clients and placebo windows are looked at. */
const falseFindings = 0.003;

/** Outcomes of each kind that can describe a finding. */
const mostOutcomes = 4;

/** Groups whose clients are looked at. */
const mostGroups = 16;
const mostFindings = 5;

/** The part of a finding's evidence from which other values are nearly as likely, and how many of them are reported. */
const alternativePart = 0.5;
const mostAlternatives = 2;

/** Events, or amounts of typical size, that a finding has at least beyond what was expected. */
const fewestEvents = 8;

/** The part of a group's excess that it has to keep without the requests of other findings. */
const keptExcess = 0.75;

/** Evidence that a pair needs beyond its parts: there are many pairs to choose from. */
const pairPenalty = 8;

/** Evidence below which nothing is left of a value without the requests of a pair. */
const nothingLeft = 4;

/** The part of requests from which two groups are the same, and from which a value is everywhere. */
const samePart = 0.9;
const everywhere = 0.95;

/**
 * Finds the facet values, and pairs of values, that account for a change between two windows. It finds nothing if
 * nothing changed, or if everything changed alike.
 *
 * Growth is looked for first; falls of a volume, or if there is no growth, next.
 */
export async function explainChange(source: InsightSource, question: ExplainQuestion): Promise<Explanation> {
  const answer = await source.singles();
  const { without, details } = question.measure;
  const singles = { ...answer, cells: answer.cells.filter(({ facet }) => !without.includes(facet)) };
  const outcomes = details.flatMap((facet) => mostFrequent(answer.cells, facet));
  const totals = {
    selection: singles.totals[0],
    baseline: sumCounts(singles.totals.slice(1)),
  };
  const unit = question.measure.name === 'bytes' ? unitOf(totals, singles.squares) : 1;
  const context = { source, question, singles, outcomes, totals, unit };
  const growth = await new Search({ ...context, falls: false }).run();
  const mayFall =
    question.measure.kind === 'volume' || (growth.length === 0 && changeOf(totals, question) < 0);
  const findings = [...growth, ...(mayFall ? await new Search({ ...context, falls: true }).run() : [])];
  const threshold = singles.threshold === undefined ? {} : { threshold: singles.threshold };
  return { totals, ...threshold, findings: ranked(findings, totals, question) };
}

function unitOf({ selection, baseline }: Compared, squares: number): number {
  const amount = selection.k + baseline.k;
  return amount > 0 ? squares / amount : 1;
}

/** Findings in the direction of the whole change first. */
function ranked(findings: readonly Finding[], totals: Compared, question: ExplainQuestion): Finding[] {
  const direction = changeOf(totals, question) >= 0 ? 'more' : 'less';
  const strongest = (finding: Finding) => finding.evidence * (finding.direction === direction ? 1 : 0.5);
  const ordered = [...findings].sort((a, b) => strongest(b) - strongest(a));
  const causes = ordered.filter(({ isAlternative }) => !isAlternative);
  return [...causes, ...ordered.filter(({ isAlternative }) => isAlternative)].slice(0, mostFindings);
}

/** The change of the whole: events or amounts beyond what the baseline predicts. */
export function changeOf({ selection, baseline }: Compared, question: ExplainQuestion): number {
  const { measure, selectionLength, baselineLength } = question;
  if (measure.kind === 'volume') return selection.k - baseline.k * (selectionLength / baselineLength);
  return baseline.n > 0 ? selection.k - baseline.k * (selection.n / baseline.n) : 0;
}

interface SearchContext {
  readonly source: InsightSource;
  readonly question: ExplainQuestion;
  readonly singles: Awaited<ReturnType<InsightSource['singles']>>;
  /** Values that describe findings. */
  readonly outcomes: readonly FacetValue[];
  readonly totals: Compared;
  readonly unit: number;
  readonly falls: boolean;
}

/** A value or a pair of values that may be a finding. */
interface Group {
  readonly mask: number;
  readonly values: readonly FacetValue[];
  readonly counts: Compared;
  readonly score: Score;
  /** Evidence that chance does not reach, however many groups are looked at. */
  readonly accident: number;
  /** Evidence that it needs before clients are looked at: also more than the baseline has by itself. */
  readonly needed: number;
  /** Evidence without clustering by client, and with it. */
  readonly evidence: number;
  readonly clustered: number;
}

class Search {
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
    this.#comparisons = countComparisons(singles.cells, fewestEvents * unit);
    const length = question.selectionLength / question.baselineLength;
    this.#settings = { kind: this.#kind, unit, length: falls ? 1 / length : length };
    const stretches = singles.totals.length - 1;
    const scale = question.selectionLength / (question.baselineLength / stretches);
    this.#needed = placeboThresholds(singles.cells, singles.totals, { kind: this.#kind, unit, scale, falls });
  }

  async run(): Promise<Finding[]> {
    const { source, totals } = this.#context;
    if (totals.baseline.n === 0 || totals.selection.n === 0) return [];
    const candidates = this.#candidates();
    if (candidates.length === 0) return [];
    const cells = (await source.masks([...candidates, ...this.#context.outcomes])).map(splitCell);
    this.#outcomeBits = this.#context.outcomes.map((value, index) => ({
      value,
      mask: 2 ** (candidates.length + index),
    }));
    const groups = this.#groups(candidates, cells);
    if (groups.length === 0) return [];
    const [all, ...spreads] = (await source.clients([[], ...groups.map(({ values }) => values)])) ?? [];
    const clustered = groups.map((group, index) => this.#withClients(group, spreads[index], all));
    return this.#findings(
      clustered.filter((group) => this.#isFound(group, group.evidence, group.clustered)),
      clustered,
      cells,
    );
  }

  get #mostCandidates(): number {
    return mostMasked - this.#context.outcomes.length;
  }

  /** The most telling values, not too many of one facet. */
  #candidates(): FacetValue[] {
    const { cells } = this.#context.singles;
    const scored = cells.flatMap((cell) => {
      const counts = comparedOf(cell);
      if (this.#isEverywhere(counts)) return [];
      const { rate, mix, excess } = this.#score(counts);
      // A value without evidence of its own may be a part of a pair that has some.
      const growth = excess / Math.sqrt(this.#oriented(counts).selection.k + 1);
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
      .filter(({ rank }) => rank < mostOfFacet);
    const first = ranked.filter(({ rank }) => rank < fewestOfFacet);
    return [...first, ...ranked.filter(({ rank }) => rank >= fewestOfFacet)]
      .slice(0, this.#mostCandidates)
      .map(({ cell: { facet, value } }) => ({ facet, value }));
  }

  /** Values and pairs with enough evidence before clients are looked at, the most telling first. */
  #groups(candidates: readonly FacetValue[], cells: readonly SplitCell[]): Group[] {
    const single = candidates.map((value, index) => this.#group(2 ** index, [value], cells));
    const pairs = candidates.flatMap((a, i) =>
      candidates.slice(i + 1).flatMap((b, offset) => {
        if (a.facet === b.facet) return [];
        const parts = [single[i], single[i + 1 + offset]] as const;
        const pair = this.#group(2 ** i + 2 ** (i + 1 + offset), [a, b], cells);
        return this.#isBetter(pair, parts) ? [pair] : [];
      }),
    );
    const all = [...single, ...pairs].filter((group) => this.#isLarge(group));
    const found = all.filter((group) => this.#isFound(group, group.evidence, group.evidence));
    const most = Math.max(0, ...found.map(({ evidence }) => evidence));
    if (most === 0) return [];
    return all
      .filter((group) => found.includes(group) || group.evidence >= alternativePart * most)
      .sort((a, b) => b.evidence - a.evidence || rankOf(a) - rankOf(b))
      .slice(0, mostGroups);
  }

  /** Whether a pair explains what its better part does, and is needed for it. */
  #isBetter(pair: Group, parts: readonly [Group, Group]): boolean {
    const best = parts[0].evidence >= parts[1].evidence ? parts[0] : parts[1];
    const isSmaller = parts.every(({ counts }) => pair.counts.selection.n < samePart * counts.selection.n);
    if (!isSmaller || pair.evidence < best.evidence + pairPenalty) return false;
    if (pair.score.excess >= keptExcess * best.score.excess) return true;
    const { rate, mix } = this.#score(minusCompared(best.counts, pair.counts));
    return Math.max(rate, mix) < nothingLeft;
  }

  #group(mask: number, values: readonly FacetValue[], cells: readonly SplitCell[]): Group {
    const counts = countMasks(cells, mask);
    const score = this.#score(counts);
    const evidence = Math.max(score.rate, score.mix);
    const accident = this.#accident(values);
    const needed = Math.max(accident, ...values.map(this.#needed));
    return { mask, values, counts, score, accident, needed, evidence, clustered: evidence };
  }

  #withClients(group: Group, spread: ClientSpread | undefined, all: ClientSpread | undefined): Group {
    // Of a single client, its own placebo decides.
    const isClient = group.values.some(({ facet }) => facet === 'client');
    if (spread === undefined || all === undefined || isClient) return group;
    const oriented = this.#context.falls ? exchangeWindows : (same: ClientSpread) => same;
    const clustered = clusteredEvidence(group.score, oriented(spread), oriented(all), this.#settings);
    return { ...group, clustered: Math.min(group.evidence, clustered) };
  }

  /** The best group, then what is left without its requests, and so on. */
  #findings(found: readonly Group[], all: readonly Group[], cells: readonly SplitCell[]): Finding[] {
    const findings: Finding[] = [];
    let left = [...found].sort((a, b) => b.clustered - a.clustered || rankOf(a) - rankOf(b));
    const named: Group[] = [];
    let rest = cells;
    while (left.length > 0 && findings.length < mostFindings) {
      const [best, ...others] = left as [Group, ...Group[]];
      const same = all.filter((group) => group !== best && isSame(group, best, cells));
      findings.push(this.#finding(best, same, this.#detailsOf(best, cells)));
      named.push(best, ...same);
      rest = rest.filter((cell) => !hasAll(cell, splitMask(best.mask)));
      left = others.filter((group) => !same.includes(group) && this.#isLeft(group, rest));
    }
    return [...findings, ...this.#alternatives(named, all, cells)];
  }

  /** Groups that are nearly as likely as the first finding, whose requests are largely the same. */
  #alternatives(named: readonly Group[], all: readonly Group[], cells: readonly SplitCell[]): Finding[] {
    const [best] = named;
    if (best === undefined) return [];
    return all
      .filter((group) => !named.includes(group) && group.clustered >= alternativePart * best.clustered)
      .filter((group) => isWithin(group, best, cells) || isWithin(best, group, cells))
      .sort((a, b) => b.clustered - a.clustered || rankOf(a) - rankOf(b))
      .slice(0, mostAlternatives)
      .map((group) => ({ ...this.#finding(group, [], this.#detailsOf(group, cells)), isAlternative: true }));
  }

  /** Whether a group still stands out without the requests of the findings before it. */
  #isLeft(group: Group, rest: readonly SplitCell[]): boolean {
    const counts = countMasks(rest, group.mask);
    const all = this.#oriented(countMasks(rest, 0));
    const { rate, mix, excess } = scoreGrowth(this.#oriented(counts), all, this.#settings);
    const clustering = group.clustered > 0 ? group.evidence / group.clustered : 1;
    const evidence = Math.max(rate, mix);
    return this.#isFound(group, evidence, evidence / clustering) && excess >= keptExcess * group.score.excess;
  }

  #finding(
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

  /** Evidence that no value, or no pair, reaches by accident: each facet has an equal part of the chance. */
  #accident(values: readonly FacetValue[]): number {
    const ofFacet = this.#comparisons.get(values[0].facet) ?? 1;
    const comparisons = values.length === 1 ? ofFacet : this.#mostCandidates ** 2 / 2;
    return evidenceOfChance(falseFindings / Math.max(1, this.#comparisons.size * comparisons));
  }

  /** The outcomes that most events of a group have. */
  #detailsOf({ mask, counts }: Group, cells: readonly SplitCell[]): FacetValue[] {
    const events = this.#oriented(counts).selection.k;
    return this.#outcomeBits
      .filter((outcome) => this.#oriented(countMasks(cells, mask + outcome.mask)).selection.k > events / 2)
      .map(({ value }) => value);
  }

  /**
   * Whether evidence is enough. What the baseline has by itself was found without looking at clients, and is compared
   * with evidence that was found likewise; chance is compared with what clients leave of it.
   */
  #isFound(group: Group, evidence: number, clustered: number): boolean {
    return this.#isLarge(group) && evidence >= group.needed && clustered >= group.accident;
  }

  #isLarge({ counts, score }: Group): boolean {
    const least = fewestEvents * this.#context.unit;
    return this.#oriented(counts).selection.k >= least && score.excess >= least;
  }

  #isEverywhere({ selection, baseline }: Compared): boolean {
    const { totals } = this.#context;
    const part = this.#kind === 'volume' ? 'k' : 'n';
    return (
      selection[part] >= everywhere * totals.selection[part] &&
      baseline[part] >= everywhere * totals.baseline[part]
    );
  }

  #score(counts: Compared): Score {
    return scoreGrowth(this.#oriented(counts), this.#oriented(this.#context.totals), this.#settings);
  }

  #oriented({ selection, baseline }: Compared): Compared {
    return this.#context.falls ? { selection: baseline, baseline: selection } : { selection, baseline };
  }
}

/** Values of each facet that have enough events to be findings, in whichever window. */
function countComparisons(cells: readonly FacetCell[], least: number): Map<FacetName, number> {
  const facets = Map.groupBy(cells, ({ facet }) => facet);
  return new Map(
    [...facets].map(([facet, own]) => [
      facet,
      own.filter(({ counts }) => sumCounts(counts).k >= least).length,
    ]),
  );
}

/** The values of a facet that most events of the selection have. */
function mostFrequent(cells: readonly FacetCell[], facet: FacetName): FacetValue[] {
  return cells
    .filter((cell) => cell.facet === facet)
    .sort((a, b) => b.counts[0].k - a.counts[0].k)
    .slice(0, mostOutcomes)
    .map(({ value }) => ({ facet, value }));
}

/** Of groups that name the same requests, the one that says most to an operator comes first. */
const rankOf = ({ values }: Pick<Group, 'values'>) =>
  values.reduce((sum, { facet }) => sum + facetRank(facet), 0);

function comparedOf({ counts }: FacetCell): Compared {
  return { selection: counts[0], baseline: sumCounts(counts.slice(1)) };
}

/** Whether two groups name the same requests, in both windows together. */
function isSame(a: Group, b: Group, cells: readonly SplitCell[]): boolean {
  const both = totalOf(
    countMasks(
      cells.filter((cell) => hasAll(cell, splitMask(a.mask))),
      b.mask,
    ),
  );
  const [ofA, ofB] = [totalOf(a.counts), totalOf(b.counts)];
  return both.n >= samePart * Math.max(ofA.n, ofB.n);
}

/** Whether most of the selection's events of a group are of another group, too. */
function isWithin(part: Group, whole: Group, cells: readonly SplitCell[]): boolean {
  const inPart = cells.filter((cell) => hasAll(cell, splitMask(part.mask)));
  const both = countMasks(inPart, whole.mask).selection.k;
  return both >= samePart * part.counts.selection.k;
}

const totalOf = ({ selection, baseline }: Compared) => sumCounts([selection, baseline]);

/** A mask as two numbers of 26 bits, as far as the bit operations of JavaScript reach. */
interface SplitMask {
  readonly low: number;
  readonly high: number;
}

interface SplitCell extends SplitMask, Compared {}

const splitMask = (mask: number): SplitMask => ({ low: mask % 2 ** 26, high: Math.floor(mask / 2 ** 26) });

const splitCell = ({ mask, selection, baseline }: MaskCell): SplitCell => ({
  ...splitMask(mask),
  selection,
  baseline,
});

const hasAll = (cell: SplitMask, { low, high }: SplitMask) =>
  (cell.low & low) === low && (cell.high & high) === high;

function countMasks(cells: readonly SplitCell[], mask: number): Compared {
  const wanted = splitMask(mask);
  const [selection, baseline] = [
    { n: 0, k: 0 },
    { n: 0, k: 0 },
  ];
  for (const cell of cells) {
    if (!hasAll(cell, wanted)) continue;
    selection.n += cell.selection.n;
    selection.k += cell.selection.k;
    baseline.n += cell.baseline.n;
    baseline.k += cell.baseline.k;
  }
  return { selection, baseline };
}

const minusCompared = (whole: Compared, part: Compared): Compared => ({
  selection: minusCount(whole.selection, part.selection),
  baseline: minusCount(whole.baseline, part.baseline),
});
