import { type AthenaContext, readAllRows } from '../../../core/aws/athena/runQuery.ts';
import { fields } from '../../../core/fields/catalog.ts';
import { explainChange } from '../../../core/insight/explain.ts';
import { facetsOf } from '../../../core/insight/facets.ts';
import { fieldsOfMeasure, measureNamed } from '../../../core/insight/measures.ts';
import { sqlSource } from '../../../core/insight/sqlSource.ts';
import { baselineOf } from '../../questions/baseline.ts';
import type { PageExplanation } from '../../questions/explanation.ts';
import type { MetricName, TimeSpan } from '../../questions/pageState.ts';
import type { Filter } from '../../questions/question.ts';
import { filtersSql } from '../../sql/conditions.ts';
import type { Engine } from '../../sql/questions.ts';
import { toPageFinding } from '../../table/explainSelection.ts';

/** How far back a baseline may reach. */
const longestReach = 7 * 86_400_000;

/** Explains a change by SQL over the stack's lake: the requests right before the selection are the baseline. */
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
  const compared = { from: (baseline.at(-1) as TimeSpan).from, to: selected.from };
  const measure = measureNamed(metric);
  const logged = fields.map(({ name }) => name);
  const source = sqlSource(async (sql) => (await readAllRows(context, sql)).rows, {
    dialect: engine,
    measure,
    measureField: fieldsOfMeasure(measure, logged)?.[0],
    windows: {
      ...selected,
      baselineFrom: compared.from,
      baselineTo: compared.to,
      stretches: baseline.length,
    },
    facets: facetsOf(logged),
    where: filters.length === 0 ? undefined : filtersSql(filters),
    hasClients: true,
  });
  const [selectionLength, baselineLength] = [selected.to - selected.from, compared.to - compared.from];
  const { totals, threshold, findings } = await explainChange(source, {
    measure,
    selectionLength,
    baselineLength,
  });
  return {
    metric,
    selected,
    compared,
    lengthRatio: baselineLength / selectionLength,
    selection: totals.selection,
    baseline: totals.baseline,
    slowFrom: threshold === undefined ? null : threshold * 1_000,
    findings: findings.map(toPageFinding),
  };
}
