import {
  type Count,
  type FacetCell,
  type FacetValue,
  type InsightSource,
  type MaskCell,
  sumCounts,
} from './cells.ts';
import { clusteredEvidence } from './clientClustering.ts';
import { evidenceNeeded } from './evidence.ts';
import type { FacetName } from './facets.ts';
import type { Measure } from './measures.ts';
import { placeboThresholds } from './placebo.ts';
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
  readonly direction: 'more' | 'less';
  /** Part of the change that it accounts for, 0 to 1. */
  readonly share: number;
  readonly counts: Compared;
  /** Evidence that it is no accident, about χ² of one degree of freedom. */
  readonly evidence: number;
}

/** The answer. */
export interface Explanation {
  readonly totals: Compared;
  /** Threshold of a latency, in seconds. */
  readonly threshold?: number;
  /** Best first; empty if nothing stands out. */
  readonly findings: readonly Finding[];
}

/** Values that are looked at closely, in all and of each facet. */
const mostCandidates = 16;
const mostOfFacet = 4;

/** Groups whose clients are looked at. */
const mostGroups = 16;
const mostFindings = 5;

/** Events, or amounts of typical size, that a finding has at least beyond what was expected. */
const fewestEvents = 8;

/** The part of a value's excess that a pair has to keep to be told instead of it. */
const keptExcess = 0.75;

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
  const singles = await source.singles();
  const totals = {
    selection: singles.totals[0],
    baseline: sumCounts(singles.totals.slice(1)),
  };
  const unit = question.measure.name === 'bytes' ? unitOf(totals, singles.squares) : 1;
  const context = { source, question, singles, totals, unit };
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
  return [...findings].sort((a, b) => strongest(b) - strongest(a)).slice(0, mostFindings);
}

/** The change of the whole: events or amounts beyond what the baseline lets expect. */
export function changeOf({ selection, baseline }: Compared, question: ExplainQuestion): number {
  const { measure, selectionLength, baselineLength } = question;
  if (measure.kind === 'volume') return selection.k - baseline.k * (selectionLength / baselineLength);
  return baseline.n > 0 ? selection.k - baseline.k * (selection.n / baseline.n) : 0;
}

interface SearchContext {
  readonly source: InsightSource;
  readonly question: ExplainQuestion;
  readonly singles: Awaited<ReturnType<InsightSource['singles']>>;
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
  /** Evidence that it needs. */
  readonly needed: number;
  /** Evidence without clustering by client, and with it. */
  readonly evidence: number;
  readonly clustered: number;
}

class Search {
  readonly #context: SearchContext;
  readonly #kind: Measure['kind'];
  readonly #settings: ScoreSettings;
  readonly #needed: Map<FacetName, number>;
  readonly #comparisons: number;

  constructor(context: SearchContext) {
    this.#context = context;
    const { question, singles, unit, falls } = context;
    this.#kind = question.measure.kind;
    this.#comparisons = singles.cells.length;
    const length = question.selectionLength / question.baselineLength;
    this.#settings = { kind: this.#kind, unit, length: falls ? 1 / length : length };
    const stretches = singles.totals.length - 1;
    const scale = question.selectionLength / (question.baselineLength / stretches);
    this.#needed = placeboThresholds(singles.cells, singles.totals, { kind: this.#kind, unit, scale, falls });
  }

  async run(): Promise<Finding[]> {
    const { source, falls, totals } = this.#context;
    if (totals.baseline.n === 0 || totals.selection.n === 0) return [];
    const candidates = this.#candidates();
    if (candidates.length === 0) return [];
    const cells = await source.masks(candidates);
    const groups = this.#groups(candidates, cells);
    if (groups.length === 0) return [];
    const spreads = await source.clients(
      groups.map(({ values }) => values),
      falls ? 'baseline' : 'selection',
    );
    const clustered = groups.map((group, index) => this.#withClients(group, spreads?.[index]));
    return this.#findings(
      clustered.filter((group) => group.clustered >= this.#least(group)),
      clustered,
      cells,
    );
  }

  /** The most telling values, not too many of one facet. */
  #candidates(): FacetValue[] {
    const { cells } = this.#context.singles;
    const scored = cells.flatMap((cell) => {
      const counts = comparedOf(cell);
      if (this.#isEverywhere(counts)) return [];
      const { rate, mix, excess } = this.#score(counts);
      return excess > 0 ? [{ cell, evidence: Math.max(rate, mix) }] : [];
    });
    const seen = new Map<FacetName, number>();
    return scored
      .sort((a, b) => b.evidence - a.evidence)
      .filter(({ cell, evidence }) => {
        const rank = seen.get(cell.facet) ?? 0;
        seen.set(cell.facet, rank + 1);
        return rank < mostOfFacet && evidence > 0;
      })
      .slice(0, mostCandidates)
      .map(({ cell: { facet, value } }) => ({ facet, value }));
  }

  /** Values and pairs with enough evidence before clients are looked at, the most telling first. */
  #groups(candidates: readonly FacetValue[], cells: readonly MaskCell[]): Group[] {
    const single = candidates.map((value, index) => this.#group(2 ** index, [value], cells));
    const pairs = candidates.flatMap((a, i) =>
      candidates.slice(i + 1).flatMap((b, offset) => {
        if (a.facet === b.facet) return [];
        const parts = [single[i], single[i + 1 + offset]] as const;
        const pair = this.#group(2 ** i + 2 ** (i + 1 + offset), [a, b], cells);
        return isBetter(pair, parts) ? [pair] : [];
      }),
    );
    return [...single, ...pairs]
      .filter((group) => group.evidence >= this.#least(group))
      .sort((a, b) => b.evidence - a.evidence)
      .slice(0, mostGroups);
  }

  #group(mask: number, values: readonly FacetValue[], cells: readonly MaskCell[]): Group {
    const counts = countMasks(cells, (cell) => (cell & mask) === mask);
    const score = this.#score(counts);
    const evidence = Math.max(score.rate, score.mix);
    const needed = Math.max(...values.map(({ facet }) => this.#needed.get(facet) ?? 0));
    return { mask, values, counts, score, needed, evidence, clustered: evidence };
  }

  #withClients(group: Group, spread: Parameters<typeof clusteredEvidence>[1] | undefined): Group {
    // Of a single client, its own placebo decides.
    const isClient = group.values.some(({ facet }) => facet === 'client');
    if (spread === undefined || isClient) return group;
    return {
      ...group,
      clustered: clusteredEvidence(group.score, spread, this.#kind, this.#context.unit),
    };
  }

  /** The best group, then what is left without its requests, and so on. */
  #findings(found: readonly Group[], all: readonly Group[], cells: readonly MaskCell[]): Finding[] {
    const findings: Finding[] = [];
    let left = [...found].sort((a, b) => b.clustered - a.clustered);
    let rest = cells;
    while (left.length > 0 && findings.length < mostFindings) {
      const [best, ...others] = left as [Group, ...Group[]];
      const same = all.filter((group) => group !== best && isSame(group, best, cells));
      findings.push(this.#finding(best, same));
      rest = rest.filter(({ mask }) => (mask & best.mask) !== best.mask);
      left = others.filter((group) => !same.includes(group) && this.#isLeft(group, rest));
    }
    return findings;
  }

  /** Whether a group still stands out without the requests of the findings before it. */
  #isLeft(group: Group, rest: readonly MaskCell[]): boolean {
    const counts = countMasks(rest, (cell) => (cell & group.mask) === group.mask);
    const all = this.#oriented(countMasks(rest, () => true));
    const { rate, mix, excess } = scoreGrowth(this.#oriented(counts), all, this.#settings);
    const clustering = group.clustered > 0 ? group.evidence / group.clustered : 1;
    const evidence = Math.max(rate, mix) / clustering;
    return evidence >= this.#least(group) && excess >= keptExcess * group.score.excess;
  }

  #finding({ values, counts, score, clustered }: Group, same: readonly Group[]): Finding {
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
        .filter(({ facet }) => !named.has(facet) && named.add(facet)),
      direction: falls ? 'less' : 'more',
      share: excess / Math.max(excess, change),
      counts,
      evidence: clustered,
    };
  }

  #least({ counts, score, needed }: Group): number {
    const { unit } = this.#context;
    const { selection } = this.#oriented(counts);
    const isEnough = selection.k >= fewestEvents * unit && score.excess >= fewestEvents * unit;
    return isEnough ? Math.max(evidenceNeeded(this.#comparisons), needed) : Number.POSITIVE_INFINITY;
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

function comparedOf({ counts }: FacetCell): Compared {
  return { selection: counts[0], baseline: sumCounts(counts.slice(1)) };
}

function isBetter(pair: Group, parts: readonly [Group, Group]): boolean {
  const [best] = parts[0].evidence >= parts[1].evidence ? parts : [parts[1]];
  const isSmaller = parts.every(({ counts }) => pair.counts.selection.n < samePart * counts.selection.n);
  return isSmaller && pair.evidence > best.evidence && pair.score.excess >= keptExcess * best.score.excess;
}

/** Whether two groups name the same requests, in both windows together. */
function isSame(a: Group, b: Group, cells: readonly MaskCell[]): boolean {
  const both = totalOf(countMasks(cells, (mask) => (mask & (a.mask | b.mask)) === (a.mask | b.mask)));
  const [ofA, ofB] = [totalOf(a.counts), totalOf(b.counts)];
  return both.n >= samePart * Math.max(ofA.n, ofB.n);
}

const totalOf = ({ selection, baseline }: Compared) => sumCounts([selection, baseline]);

function countMasks(cells: readonly MaskCell[], has: (mask: number) => boolean): Compared {
  const own = cells.filter(({ mask }) => has(mask));
  return {
    selection: sumCounts(own.map((cell): Count => cell.selection)),
    baseline: sumCounts(own.map((cell): Count => cell.baseline)),
  };
}
