import type { FacetValue } from '../cells.ts';
import { changeOf, type Finding } from '../explanation.ts';
import { facetRank } from '../facets/facets.ts';
import { alternativePart, type Group, isSame, isWithin, keptExcess, pairPenalty, rankOf } from './group.ts';
import type { GroupScorer, SearchContext } from './groupScorer.ts';
import { isExplainedBy } from './groups.ts';
import { countMasks, hasAll, type SplitCell, splitMask } from './maskCounts.ts';
import { ofBoth, scoreGrowth } from './scores.ts';

/** Maximum number of findings to report. */
export const maxFindings = 5;

/** Maximum number of alternatives to report. */
const maxAlternatives = 2;

/** An outcome that can describe findings, and its bit in the masks of cells. */
interface OutcomeBit {
  readonly value: FacetValue;
  readonly mask: number;
}

/** Makes findings of groups. */
export class Findings {
  readonly #context: SearchContext;
  readonly #scorer: GroupScorer;
  readonly #cells: readonly SplitCell[];
  readonly #outcomes: readonly OutcomeBit[];

  /** @param firstOutcome the number of values whose bits in the masks of the cells precede those of the outcomes */
  constructor(
    context: SearchContext,
    scorer: GroupScorer,
    cells: readonly SplitCell[],
    firstOutcome: number,
  ) {
    this.#context = context;
    this.#scorer = scorer;
    this.#cells = cells;
    this.#outcomes = context.outcomes.map((value, index) => ({ value, mask: 2 ** (firstOutcome + index) }));
  }

  /** Returns the best group, then the best group among the remaining requests, and so on. */
  make(found: readonly Group[], all: readonly Group[]): Finding[] {
    const findings: Finding[] = [];
    let left = this.#sortGroups(found);
    const named: Group[] = [];
    let rest = this.#cells;
    while (left.length > 0 && findings.length < maxFindings) {
      const [best, ...others] = left as [Group, ...Group[]];
      const same = all.filter((group) => group !== best && isSame(group, best, this.#cells));
      findings.push(this.#makeFinding(best, same, this.#detailsOf(best)));
      named.push(best, ...same);
      rest = rest.filter((cell) => !hasAll(cell, splitMask(best.mask)));
      left = others.filter((group) => !same.includes(group) && this.#isLeft(group, rest));
    }
    return [...findings, ...this.#findAlternatives(named, all)];
  }

  /**
   * Sorts found groups, the most likely cause first. Growths of a share are compared with each other directly: the first
   * group has the best result against its strongest rival. In a volume, groups with the most evidence are first, unless a
   * part of them explains their growth.
   */
  #sortGroups(found: readonly Group[]): Group[] {
    const rated = found.map((group) => ({ group, lead: this.#leadOf(group, found) }));
    return rated
      .sort(
        (a, b) =>
          b.lead - a.lead || b.group.clustered - a.group.clustered || rankOf(a.group) - rankOf(b.group),
      )
      .map(({ group }) => group);
  }

  #leadOf(group: Group, found: readonly Group[]): number {
    const own = this.#cells.filter((cell) => hasAll(cell, splitMask(group.mask)));
    if (this.#scorer.kind === 'volume') {
      const isExplained = found.some(
        (part) =>
          isWithin(part, group, this.#cells) &&
          !isSame(part, group, this.#cells) &&
          isExplainedBy(group, countMasks(own, part.mask), this.#scorer),
      );
      return isExplained ? 0 : group.clustered;
    }
    const leads = found.map((other) => {
      const penalty = pairPenalty * (group.values.length - other.values.length);
      return this.#scorer.advantageOf(group, other, countMasks(own, other.mask)) - penalty;
    });
    return Math.min(...leads);
  }

  /** Returns groups with at least half of the first finding's evidence, and largely the same requests and events. */
  #findAlternatives(named: readonly Group[], all: readonly Group[]): Finding[] {
    const [best] = named;
    if (best === undefined) return [];
    return all
      .filter((group) => !named.includes(group) && group.clustered >= alternativePart * best.clustered)
      .filter((group) => isWithin(group, best, this.#cells) || isWithin(best, group, this.#cells))
      .filter((group) => group.score.excess >= keptExcess * best.score.excess)
      .sort((a, b) => b.clustered - a.clustered || rankOf(a) - rankOf(b))
      .slice(0, maxAlternatives)
      .map((group) => ({
        ...this.#makeFinding(group, [], this.#detailsOf(group)),
        isAlternative: true,
      }));
  }

  /** Whether a group still has enough evidence without the requests of earlier findings. */
  #isLeft(group: Group, rest: readonly SplitCell[]): boolean {
    const counts = countMasks(rest, group.mask);
    const all = this.#scorer.orient(countMasks(rest, 0));
    const { rate, mix, excess } = scoreGrowth(this.#scorer.orient(counts), all, this.#scorer.settings);
    const evidence = { rate, mix };
    const clustered = ofBoth(
      (kind) => (evidence[kind] * group.certain[kind]) / Math.max(1, group.score[kind]),
    );
    return this.#scorer.isFound(group, evidence, clustered) && excess >= keptExcess * group.score.excess;
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

  /** Returns the outcomes that most events of a group share. */
  #detailsOf({ mask, counts }: Group): FacetValue[] {
    const events = this.#scorer.orient(counts).selection.k;
    return this.#outcomes
      .filter(
        (outcome) =>
          this.#scorer.orient(countMasks(this.#cells, mask + outcome.mask)).selection.k > events / 2,
      )
      .map(({ value }) => value);
  }
}
