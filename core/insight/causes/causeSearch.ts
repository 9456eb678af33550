import type { ClientSpread } from '../cells.ts';
import type { Finding } from '../explanation.ts';
import { findCandidates } from './candidates.ts';
import { clusteredEvidence, deviationsOfClient, rateEffect } from './clientClustering.ts';
import { Findings } from './findings.ts';
import { type Group, isEnough, isPart } from './group.ts';
import { GroupScorer, type SearchContext } from './groupScorer.ts';
import { makeGroups } from './groups.ts';
import { splitCell } from './maskCounts.ts';
import { ofBoth } from './scores.ts';

/** Minimum number of standard deviations of a single client above the variation of the other clients. */
const minDeviations = 4;

/** Searches for the groups of requests that account for a change in one direction. */
export async function searchCauses(context: SearchContext): Promise<Finding[]> {
  const { source, totals, singles, outcomes } = context;
  if (totals.baseline.n === 0 || totals.selection.n === 0) return [];
  const scorer = new GroupScorer(context);
  const candidates = findCandidates(singles.cells, scorer);
  if (candidates.length === 0) return [];
  const cells = (await source.masks([...candidates, ...outcomes])).map(splitCell);
  const groups = makeGroups(candidates, cells, scorer);
  if (groups.length === 0) return [];
  const [all, ...spreads] =
    (await source.clients([
      { values: [] },
      ...groups.map(({ values, counts }) => ({ values, growth: scorer.growthOf(counts) })),
    ])) ?? [];
  const clustered = groups.map((group, index) => addClients(group, spreads[index], all, scorer));
  const found = clustered.filter((group) => scorer.isFound(group, group.score, group.certain));
  const needed = found.filter(
    (pair) => scorer.kind !== 'volume' || !found.some((part) => isPart(part, pair) && isEnough(part, pair)),
  );
  return new Findings(context, scorer, cells, candidates.length).make(needed, clustered);
}

/** Reduces the evidence of a group for requests that come from the same clients. */
function addClients(
  group: Group,
  spread: ClientSpread | undefined,
  all: ClientSpread | undefined,
  scorer: GroupScorer,
): Group {
  if (spread === undefined || all === undefined) return group;
  // Between two times, the events of a client are compared with its own baseline. The size of a volume also varies without
  // a cause, and a client of a set may have no other requests, so these are compared with those of other clients.
  if (group.values.some(({ facet }) => facet === 'client')) {
    if (scorer.kind === 'ratio' && !scorer.isOfSet) return group;
    const { excess } = group.score;
    const { length } = scorer.settings;
    const deviations = deviationsOfClient(excess, scorer.orient(spread), scorer.orient(all), length);
    return deviations < minDeviations ? { ...group, certain: { rate: 0, mix: 0 } } : group;
  }
  const { evidence, certain } = clusteredEvidence(
    group.score,
    scorer.orient(spread),
    scorer.orient(all),
    scorer.settings,
  );
  const effect = rateEffect(scorer.orient(spread).baseline);
  return {
    ...group,
    neededOfClients: { ...group.needed, rate: group.needed.rate / effect },
    clustered: Math.min(group.evidence, evidence),
    certain: ofBoth((kind) => Math.min(group.score[kind], certain[kind])),
  };
}
