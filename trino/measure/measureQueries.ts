import { requestIdPlaceholder } from '../../core/lake/queries/requestById.ts';
import { withWindow } from '../../core/lake/queries/savedQuery.ts';
import { savedQueries } from '../../core/lake/queries.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';

/** What the saved queries read together. */
export interface QueryCosts {
  readonly splits: number;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** How the saved queries are asked. */
export interface QueryScope {
  /** Epoch milliseconds. */
  readonly until: number;
  readonly hours: number;
  /** Table in the place of the view `requests`. */
  readonly table?: string | undefined;
  /** Times that each query runs; the fastest counts. @default 1 */
  readonly repeats?: number;
}

/** Runs the saved queries over `requests` and adds up what they read. */
export async function measureQueries(
  lake: TrinoLake,
  { until, hours, table, repeats = 1 }: QueryScope,
): Promise<QueryCosts> {
  let total: QueryCosts = { splits: 0, bytes: 0, milliseconds: 0 };
  for (const { sql } of savedQueries.filter((query) => query.sql.includes('FROM requests\n'))) {
    const moved = withWindow(sql, { until, hours }).replace(requestIdPlaceholder, 'none');
    const text =
      table === undefined
        ? moved
        : moved.replace('FROM requests\n', `FROM (SELECT *, "$path" AS file FROM ${table}) requests\n`);
    const costs: QueryCosts[] = [];
    for (let run = 0; run < repeats; run++) costs.push((await lake.ask(text)).statistics);
    const fastest = Math.min(...costs.map(({ milliseconds }) => milliseconds));
    total = {
      splits: total.splits + (costs[0]?.splits ?? 0),
      bytes: total.bytes + (costs[0]?.bytes ?? 0),
      milliseconds: total.milliseconds + fastest,
    };
  }
  return total;
}
