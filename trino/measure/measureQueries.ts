import { requestIdPlaceholder } from '../../core/lake/queries/requestById.ts';
import { withWindow } from '../../core/lake/queries/savedQuery.ts';
import { savedQueries } from '../../core/lake/queries.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';

/** Total cost of the saved queries. */
export interface QueryCosts {
  readonly splits: number;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Options for running the saved queries. */
export interface QueryScope {
  /** Current time in epoch milliseconds. */
  readonly until: number;
  readonly hours: number;
  /** Table that replaces the view `requests`. */
  readonly table?: string | undefined;
  /** Number of runs per query. The fastest run counts. @default 1 */
  readonly repeats?: number;
}

/** Runs the saved queries over `requests`, and returns their total cost. */
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
