import type { FacetValue } from '../cells.ts';
import type { FacetName } from '../facets/facets.ts';
import { alternativePart, type Group, keptExcess, pairPenalty, rankOf, samePart } from './group.ts';
import type { GroupScorer } from './groupScorer.ts';
import type { SplitCell } from './maskCounts.ts';
import { type Compared, subtractCompared } from './scores.ts';

/** Maximum number of groups whose clients are analyzed. */
const maxGroups = 16;

/** Facets that say how a request ended. Unlike these outcomes, a content type can be one of the values of a pair. */
const endings: ReadonlySet<FacetName> = new Set(['status', 'result', 'detailed-result']);

/**
 * A pair and the other requests of one of its values grew in the same way if the additional part of the others' events is
 * at least this fraction of the additional part of the pair's.
 */
const alikePart = 0.5;

/** If a value has less evidence than this without a pair's requests, the pair explains the value completely. */
const nothingLeft = 4;

/** Returns values and pairs with enough evidence before clients are considered, strongest first. */
export function makeGroups(
  candidates: readonly FacetValue[],
  cells: readonly SplitCell[],
  scorer: GroupScorer,
): Group[] {
  const single = candidates.map((value, index) => scorer.makeGroup(2 ** index, [value], cells));
  const pairs = candidates.flatMap((a, i) =>
    candidates.slice(i + 1).flatMap((b, offset) => {
      if (a.facet === b.facet || isEnding(a) || isEnding(b)) return [];
      const parts = [single[i], single[i + 1 + offset]] as const;
      const pair = scorer.makeGroup(2 ** i + 2 ** (i + 1 + offset), [a, b], cells);
      return isBetter(pair, parts, scorer) ? [pair] : [];
    }),
  );
  const all = [...single, ...pairs].filter((group) => scorer.isLarge(group));
  const possible = all.filter((group) => scorer.isPossible(group));
  const max = Math.max(0, ...possible.map(({ evidence }) => evidence));
  if (max === 0) return [];
  return all
    .filter((group) => possible.includes(group) || group.evidence >= alternativePart * max)
    .sort((a, b) => b.evidence - a.evidence || rankOf(a) - rankOf(b))
    .slice(0, maxGroups);
}

/**
 * Whether a pair explains the change better than each of its values. For a share, growth of only the pair's requests must
 * be more likely than growth of all requests with one of its values.
 */
function isBetter(pair: Group, parts: readonly [Group, Group], scorer: GroupScorer): boolean {
  const best = parts[0].evidence >= parts[1].evidence ? parts[0] : parts[1];
  const isSmaller = parts.every(({ counts }) => pair.counts.selection.n < samePart * counts.selection.n);
  if (!isSmaller) return false;
  if (scorer.kind !== 'volume') {
    return parts.every((part) => scorer.advantageOf(pair, part, pair.counts) >= pairPenalty);
  }
  if (pair.evidence < best.evidence + pairPenalty) return false;
  if (parts.some((part) => isLikewise(pair, part, scorer))) return false;
  if (pair.score.excess >= keptExcess * best.score.excess) return true;
  const { rate, mix } = scorer.scoreWithout(subtractCompared(best.counts, pair.counts), pair.counts);
  return Math.max(rate, mix) < nothingLeft;
}

/**
 * Whether a value's requests outside of a pair grew in the same way as the pair. The value is then the cause, even if it
 * has less evidence than the pair because its requests had different shares of events before.
 */
function isLikewise(pair: Group, part: Group, scorer: GroupScorer): boolean {
  const others = subtractCompared(part.counts, pair.counts);
  const { rate, mix, excess } = scorer.scoreWithout(others, pair.counts);
  const partOf = (score: number, counts: Compared) => score / scorer.orient(counts).selection.k;
  return (
    Math.max(rate, mix) >= pairPenalty &&
    partOf(excess, others) >= alikePart * partOf(pair.score.excess, pair.counts)
  );
}

/** Whether some requests of a group in a volume explain its growth: the group's other requests didn't grow. */
export function isExplainedBy(group: Group, part: Compared, scorer: GroupScorer): boolean {
  const others = subtractCompared(group.counts, part);
  const [events, eventsOfOthers] = [part, others].map((counts) => scorer.orient(counts).selection.k);
  const { mix, excess } = scorer.scoreWithout(others, part);
  return mix < nothingLeft && excess / eventsOfOthers < (alikePart * group.score.excess) / events;
}

/** Whether a value describes a pair and can't be one of its two values. */
const isEnding = ({ facet }: FacetValue) => endings.has(facet);
