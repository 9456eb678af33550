import { type FacetValue, sumCounts } from '../cells.ts';
import { facetRank } from '../facets/facets.ts';
import { countMasks, hasAll, type SplitCell, splitMask } from './maskCounts.ts';
import type { Compared, Evidence, Score } from './scores.ts';

/** Groups with at least this part of a finding's evidence are alternatives. */
export const alternativePart = 0.5;

/** The part of a group's excess that must remain without the requests of other findings. */
export const keptExcess = 0.75;

/** Two groups that share at least this part of their requests are the same. */
export const samePart = 0.9;

/** The additional evidence that a pair needs, compared with its parts, because there are many pairs to choose from. */
export const pairPenalty = 8;

/** A value or a pair of values that is a candidate for a finding. */
export interface Group {
  readonly mask: number;
  readonly values: readonly FacetValue[];
  readonly counts: Compared;
  readonly score: Score;
  /** Evidence that chance doesn't reach, given the number of groups that are compared. */
  readonly accident: number;
  /** Evidence that the group needs before clients are considered: also more than the baseline's own variation. */
  readonly needed: Evidence;
  /** The same for evidence that is reduced for requests from the same client: the baseline's variation is reduced, too. */
  readonly neededOfClients: Evidence;
  /** Evidence without clustering by client, and with it. */
  readonly evidence: number;
  readonly clustered: number;
  /** Clustered evidence that is left if the variation between clients is itself uncertain. */
  readonly certain: Evidence;
}

/** Sorts groups of the same requests: the group that is most useful to an operator comes first. */
export const rankOf = ({ values }: Pick<Group, 'values'>) =>
  values.reduce((sum, { facet }) => sum + facetRank(facet), 0);

/** Whether two groups contain the same requests, in both windows together. */
export function isSame(a: Group, b: Group, cells: readonly SplitCell[]): boolean {
  const both = totalOf(
    countMasks(
      cells.filter((cell) => hasAll(cell, splitMask(a.mask))),
      b.mask,
    ),
  );
  const [ofA, ofB] = [totalOf(a.counts), totalOf(b.counts)];
  return both.n >= samePart * Math.max(ofA.n, ofB.n);
}

/** Whether most of a group's events in the selection also belong to another group. */
export function isWithin(part: Group, whole: Group, cells: readonly SplitCell[]): boolean {
  const inPart = cells.filter((cell) => hasAll(cell, splitMask(part.mask)));
  const both = countMasks(inPart, whole.mask).selection.k;
  return both >= samePart * part.counts.selection.k;
}

/** Whether a group is one value of a pair. */
export const isPart = (part: Group, pair: Group) =>
  part.values.length < pair.values.length && hasAll(splitMask(pair.mask), splitMask(part.mask));

/** Whether a value explains nearly as much as a pair that it is a part of. */
export const isEnough = (part: Group, pair: Group) => pair.clustered < part.clustered + pairPenalty;

const totalOf = ({ selection, baseline }: Compared) => sumCounts([selection, baseline]);
