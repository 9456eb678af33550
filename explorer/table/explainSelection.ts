import type { InsightSource } from '../../core/insight/cells.ts';
import { explainChange } from '../../core/insight/explain.ts';
import { measureNamed } from '../../core/insight/measures.ts';
import { rowSource } from '../../core/insight/sources/rowSource.ts';
import type { Facet } from '../facets/facets.ts';
import { baselineOf } from '../questions/baseline.ts';
import type { PageExplanation } from '../questions/explanation.ts';
import { lengthOf, pageExplanation, spanOf } from '../questions/pageExplanation.ts';
import type { MetricName, TimeSpan } from '../questions/pageState.ts';
import type { Filter } from '../questions/question.ts';
import { insightRows } from './insightRows.ts';
import { countMissedQueries, pathFacet } from './missedQueries.ts';
import type { RequestTable } from './requestTable.ts';

/** Explains a change between a selection and its baseline, among the requests that match the filters. */
export async function explainSelection(
  table: RequestTable,
  facets: readonly Facet[],
  filters: readonly Filter[],
  selected: TimeSpan,
  metric: MetricName,
): Promise<PageExplanation | null> {
  const span = table.span();
  const baseline = baselineOf(selected, { from: span.from, to: span.to + 1 });
  if (baseline.length === 0) return null;
  const measure = measureNamed(metric);
  const { matching } = table.select({ ...spanOf([selected, ...baseline]), filters });
  const rows = insightRows(matching, { selection: selected, baseline }, metric, facets, (facet) =>
    table.dictionary(facet),
  );
  const source: InsightSource = {
    ...rowSource(rows, measure),
    queries: async () =>
      countMissedQueries(matching, table.dictionary(pathFacet), [[selected], baseline]).map(
        ({ path, counts: [now, before] }) => ({ path, selection: now, baseline: before }),
      ),
  };
  const explanation = await explainChange(source, {
    measure,
    selectionLength: lengthOf([selected]),
    baselineLength: lengthOf(baseline),
  });
  return pageExplanation(explanation, { metric, selected, baseline }, table.sampledOneOf);
}
