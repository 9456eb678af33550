import type {
  ClientSpread,
  FacetCell,
  FacetValue,
  InsightSource,
  MaskCell,
  PathQueries,
  SingleCells,
} from '../cells.ts';
import { agentLimits } from '../facets/agentClasses.ts';
import { isComputedBySql } from '../facets/facetSql.ts';
import { facetsOfMeasure } from '../measures.ts';
import {
  agentsSql,
  clientsSql,
  type InsightQuery,
  masksSql,
  singlesSql,
  thresholdSql,
} from './insightSql.ts';
import { queriesSql } from './queriesSql.ts';

/** A row of a result. Numbers can be numbers or text. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** Runs a query and returns its rows. */
export type AskSql = (sql: string) => Promise<readonly SqlRow[]>;

/**
 * Returns a source that queries the view `requests`: one query for all values, one for combinations of the best values,
 * and one for their clients. First, it queries user agents and the threshold of a latency, if needed.
 *
 * @param resultField field of the result type, if query strings of cache misses are counted by one more query
 */
export function sqlSource(
  ask: AskSql,
  asked: Omit<InsightQuery, 'agents' | 'threshold'>,
  resultField?: string,
): InsightSource {
  const { measure } = asked;
  const query: InsightQuery = {
    ...asked,
    facets: facetsOfMeasure(measure, asked.facets),
  };
  let prepared: Promise<InsightQuery> | undefined;
  const prepare = () => {
    prepared ??= prepareQuery(ask, query);
    return prepared;
  };
  return {
    singles: async () => {
      const ready = await prepare();
      return readSingles(await ask(singlesSql(ready)), ready);
    },
    masks: async (values) => readMasks(await ask(masksSql(await prepare(), values))),
    clients: async (groups) => {
      if (!query.hasClients || groups.length === 0) return undefined;
      const [row = {}] = await ask(clientsSql(await prepare(), groups));
      return readSpreads(row, groups);
    },
    ...(resultField !== undefined && {
      queries: async () => readQueries(await ask(queriesSql(query, resultField))),
    }),
  };
}

async function prepareQuery(ask: AskSql, query: InsightQuery): Promise<InsightQuery> {
  const withAgents = !query.facets.every(({ name }) => isComputedBySql(name));
  const agents = withAgents
    ? {
        agents: (await ask(agentsSql(query, agentLimits[query.dialect].agents))).map(({ agent }) =>
          String(agent),
        ),
      }
    : undefined;
  if (query.measure.kind !== 'latency') return { ...query, agents };
  const [{ threshold } = {}] = await ask(thresholdSql(query));
  return { ...query, agents, threshold: number(threshold) };
}

/** Reads a number from a result. NULL, the sum of no rows, is 0. */
const number = (value: unknown) => Number(value ?? 0);

function readSingles(
  rows: readonly SqlRow[],
  { facets, windows, measure, threshold }: InsightQuery,
): SingleCells {
  const width = windows.stretches + 1;
  const empty = () => Array.from({ length: width }, () => ({ n: 0, k: 0 }));
  const totals = empty();
  let squares = 0;
  const cells = new Map<string, FacetValue & { counts: { n: number; k: number }[] }>();
  for (const { g, v, w, n, k, q } of rows) {
    const count = { n: number(n), k: number(k) };
    if (number(g) < 0) {
      totals[number(w)] = count;
      squares += number(q);
      continue;
    }
    const facet = facets[number(g)].name;
    const value = String(v);
    const key = `${facet} ${value}`;
    const cell = cells.get(key) ?? { facet, value, counts: empty() };
    cell.counts[number(w)] = count;
    cells.set(key, cell);
  }
  const all: FacetCell[] = [...cells.values()].filter(({ counts }) => counts.some(({ k }) => k > 0));
  const ofVolume = (cell: FacetCell) => ({
    ...cell,
    counts: cell.counts.map(({ k }, window) => ({ n: totals[window].n, k })),
  });
  return {
    totals,
    squares,
    ...(threshold !== undefined && { threshold }),
    cells: measure.kind === 'volume' ? all.map(ofVolume) : all,
  };
}

function readQueries(rows: readonly SqlRow[]): PathQueries[] {
  return rows.map(({ path, n, q, bn, bq }) => ({
    path: String(path),
    selection: { misses: number(n), queries: number(q) },
    baseline: { misses: number(bn), queries: number(bq) },
  }));
}

function readMasks(rows: readonly SqlRow[]): MaskCell[] {
  const cells = new Map<
    number,
    { mask: number; selection: MaskCell['selection']; baseline: MaskCell['baseline'] }
  >();
  for (const { mask, w, n, k } of rows) {
    const cell = cells.get(number(mask)) ?? {
      mask: number(mask),
      selection: { n: 0, k: 0 },
      baseline: { n: 0, k: 0 },
    };
    cell[number(w) === 0 ? 'selection' : 'baseline'] = { n: number(n), k: number(k) };
    cells.set(number(mask), cell);
  }
  return [...cells.values()];
}

function readSpreads(row: SqlRow, groups: readonly unknown[]): ClientSpread[] | undefined {
  const spreads = groups.map((_, index) => {
    const sum = (name: string) => number(row[`${name}_${index}`]);
    const sums = (window: 's' | 'b') => ({
      clients: sum(`${window}clients`),
      affected: sum(`${window}affected`),
      n: sum(`${window}n`),
      k: sum(`${window}k`),
      nn: sum(`${window}nn`),
      kk: sum(`${window}kk`),
      kn: sum(`${window}kn`),
    });
    return {
      clients: sum('clients'),
      selection: sums('s'),
      baseline: sums('b'),
      product: sum('product'),
      likelihood: sum('likelihood'),
    };
  });
  // If addresses are dropped, the field is logged but has no values.
  return spreads.some(({ clients }) => clients > 0) ? spreads : undefined;
}
