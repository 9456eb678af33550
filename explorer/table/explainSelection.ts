import { explainChange, type Finding } from '../../core/insight/explain.ts';
import { type MeasureName, measureNamed } from '../../core/insight/measures.ts';
import { rowSource } from '../../core/insight/rowSource.ts';
import { facets as allFacets, type Facet } from '../facets/facets.ts';
import { baselineOf } from '../questions/baseline.ts';
import type { NamedValue, PageExplanation, PageFinding } from '../questions/explanation.ts';
import type { MetricName, TimeSpan } from '../questions/pageState.ts';
import type { Filter } from '../questions/question.ts';
import { insightRows } from './insightRows.ts';
import type { RequestTable } from './requestTable.ts';

/** Explains a change in a selection against what was before it, of the requests that filters let through. */
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
  const compared = {
    from: Math.min(...baseline.map(({ from }) => from)),
    to: Math.max(...baseline.map(({ to }) => to)),
  };
  const { matching } = table.select({
    from: Math.min(selected.from, compared.from),
    to: Math.max(selected.to, compared.to),
    filters,
  });
  const rows = insightRows(matching, { selection: selected, baseline }, metric, facets, (facet) =>
    table.dictionary(facet),
  );
  const measure = measureNamed(metric satisfies MeasureName);
  const selectionLength = selected.to - selected.from;
  const baselineLength = baseline.reduce((sum, { from, to }) => sum + to - from, 0);
  const { totals, threshold, findings } = await explainChange(rowSource(rows, measure), {
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

/** A finding in the names of the page. */
export function toPageFinding({ values, same, direction, share, counts }: Finding): PageFinding {
  return {
    values: values.map(toNamedValue),
    same: same.map(toNamedValue),
    direction,
    share,
    selection: counts.selection,
    baseline: counts.baseline,
  };
}

function toNamedValue({ facet, value }: Finding['values'][number]): NamedValue {
  return { facet: allFacets.find(({ insight }) => insight === facet)?.id ?? facet, value };
}
