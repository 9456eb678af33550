import { type AthenaContext, readAllRows } from '../../../core/aws/athena/runQuery.ts';
import { fields } from '../../../core/fields/catalog.ts';
import { explainBySql } from '../../../core/insight/explainBySql.ts';
import { measureNamed } from '../../../core/insight/measures.ts';
import { baselineOf } from '../../questions/baseline.ts';
import type { PageExplanation } from '../../questions/explanation.ts';
import { pageExplanation, spanOf } from '../../questions/pageExplanation.ts';
import type { MetricName, TimeSpan } from '../../questions/pageState.ts';
import type { Filter } from '../../questions/question.ts';
import { filtersSql } from '../../sql/conditions.ts';
import type { Engine } from '../../sql/questions.ts';

/** Maximum time before the selection that the baseline can start, in milliseconds. */
const longestReach = 7 * 86_400_000;

/** Explains a change with SQL over the stack's lake. The baseline is the requests right before the selection. */
export async function explainByAthena(
  context: AthenaContext,
  engine: Engine,
  filters: readonly Filter[],
  selected: TimeSpan,
  metric: MetricName,
  now: number,
): Promise<PageExplanation> {
  const baseline = baselineOf(selected, {
    from: Math.min(selected.from, now) - longestReach,
    to: selected.to,
  });
  const compared = spanOf(baseline);
  const explanation = await explainBySql(async (sql) => (await readAllRows(context, sql)).rows, {
    dialect: engine,
    measure: measureNamed(metric),
    windows: {
      ...selected,
      baselineFrom: compared.from,
      baselineTo: compared.to,
      stretches: baseline.length,
    },
    logged: fields.map(({ name }) => name),
    cacheBusting: true,
    where: filters.length === 0 ? undefined : filtersSql(filters, engine),
  });
  return pageExplanation(explanation, { metric, selected, baseline });
}
