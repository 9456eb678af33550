import type { OpenSearchNode } from '../../emulator/destinations/openSearchNode.ts';
import type { Lake } from '../../emulator/lake.ts';
import { type CheckedColumn, checkedColumns, indexedValue } from './columnChecks.ts';

/** Groups per page of a response. */
const pageSize = 5_000;

/** Result of a comparison. */
export interface Comparison {
  /** Number of compared counts, groups, and sums. */
  readonly compared: number;
  /** A sentence for each difference. */
  readonly differences: readonly string[];
}

/**
 * Compares an index with the rows of a lake, which DuckDB reads: the count, first and last time, and for
 * every column the number of values, groups, and sums.
 *
 * @param rows SQL for the lake's rows that the index must contain
 */
export async function compareIndex(
  node: OpenSearchNode,
  indices: string,
  lake: Lake,
  rows: string,
): Promise<Comparison> {
  const differences: string[] = [];
  let compared = 0;
  const equal = (what: string, got: unknown, expected: unknown) => {
    compared++;
    const difference = differenceOf(got, expected);
    if (difference !== undefined) differences.push(`${what}: ${difference}`);
  };
  const [{ count, first, last }] = await lake.ask(
    `SELECT count(*) AS count, min(epoch_ms("timestamp")) AS first, max(epoch_ms("timestamp")) AS last FROM ${rows}`,
  );
  equal('documents', await node.count(indices), Number(count));
  const times = { first: { min: { field: '@timestamp' } }, last: { max: { field: 'timestamp' } } };
  const { aggregations } = await node.search(indices, { size: 0, aggs: times });
  equal('times', [aggregations.first.value, aggregations.last.value], [Number(first), Number(last)]);
  for (const column of checkedColumns()) {
    const expected = await groupsInLake(lake, rows, column);
    equal(`groups of ${column.name}`, await groupsInIndex(node, indices, column), expected);
    if (isNumber(column)) {
      equal(
        `sums of ${column.name}`,
        await sumsInIndex(node, indices, column),
        await sumsInLake(lake, rows, column),
      );
    }
  }
  return { compared, differences };
}

/** Describes the first difference between two lists or two values. */
function differenceOf(got: unknown, expected: unknown): string | undefined {
  const [a, b] = [got, expected].map((value) => (Array.isArray(value) ? value : [value]));
  const first = Array.from({ length: Math.max(a.length, b.length) }).findIndex(
    (_, place) => JSON.stringify(a[place]) !== JSON.stringify(b[place]),
  );
  if (first < 0) return undefined;
  const text = (value: unknown) => JSON.stringify(value)?.slice(0, 200) ?? 'none';
  return `expected ${text(b[first])}, got ${text(a[first])}`;
}

function isNumber({ type }: CheckedColumn): boolean {
  return type === 'integer' || type === 'long' || type === 'double';
}

type Group = readonly [value: string, count: number];

function sorted(groups: Group[]): Group[] {
  return groups.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

async function groupsInLake(lake: Lake, rows: string, column: CheckedColumn): Promise<Group[]> {
  const answer = await lake.ask(
    `SELECT ${indexedValue(column)} AS value, count(*) AS count FROM ${rows} GROUP BY ALL HAVING value IS NOT NULL`,
  );
  return sorted(answer.map(({ value, count }) => [plain(value, column), Number(count)]));
}

async function groupsInIndex(node: OpenSearchNode, indices: string, column: CheckedColumn): Promise<Group[]> {
  const groups: Group[] = [];
  let after: object | undefined;
  do {
    const composite = {
      size: pageSize,
      sources: [{ value: { terms: { field: column.name } } }],
      ...(after !== undefined && { after }),
    };
    const { aggregations } = await node.search(indices, { size: 0, aggs: { groups: { composite } } });
    for (const { key, doc_count: count } of aggregations.groups.buckets) {
      groups.push([plain(key.value, column), Number(count)]);
    }
    after = aggregations.groups.after_key;
  } while (after !== undefined);
  return sorted(groups);
}

/** Writes a value in a common form. OpenSearch shortens IPv6 addresses, as URLs do. */
function plain(value: unknown, column: CheckedColumn): string {
  if (isNumber(column)) return String(Number(value));
  const text = String(value);
  return column.type === 'ip' && text.includes(':') ? new URL(`http://[${text}]`).host : text;
}

const sums = ['min', 'max', 'sum'] as const;

async function sumsInLake(lake: Lake, rows: string, { name }: CheckedColumn): Promise<string[]> {
  const [answer] = await lake.ask(
    `SELECT ${sums.map((sum) => `coalesce(${sum}("${name}"), 0)::double AS "${sum}"`).join(', ')} FROM ${rows}`,
  );
  return sums.map((sum) => Number(answer[sum]).toPrecision(9));
}

async function sumsInIndex(
  node: OpenSearchNode,
  indices: string,
  { name: field }: CheckedColumn,
): Promise<string[]> {
  const aggs = Object.fromEntries(sums.map((sum) => [sum, { [sum]: { field } }]));
  const { aggregations } = await node.search(indices, { size: 0, aggs });
  return sums.map((sum) => Number(aggregations[sum].value ?? 0).toPrecision(9));
}
