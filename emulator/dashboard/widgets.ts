import { type MetricDataQuery, MetricEvaluation } from '../endpoints/cloudwatch/getMetricData.ts';
import type { MetricStore } from '../endpoints/cloudwatch/metricStore.ts';
import type { TimeSeries } from '../endpoints/cloudwatch/timeSeries.ts';
import { type LocalNames, resolveReferences, type Template } from '../template/template.ts';

/** A widget of a dashboard that shows metrics. */
export interface MetricWidget {
  readonly title: string;
  readonly queries: readonly MetricDataQuery[];
  /** Whether each metric is shown as a single value for the whole time range. */
  readonly isOfWholeTime: boolean;
}

/** A line of a graph, or a number. */
export interface WidgetLine {
  readonly label: string;
  /** Values by start of the period, in epoch seconds. */
  readonly values: ReadonlyMap<number, number>;
}

interface WidgetOfBody {
  readonly type: string;
  readonly properties: {
    readonly title?: string;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly setPeriodToTimeRange?: boolean;
  };
}

/** Display options of an entry in a widget's metrics. */
interface GraphStyle {
  readonly id?: string;
  readonly expression?: string;
  readonly label?: string;
  readonly period?: number;
  readonly stat?: string;
  readonly visible?: boolean;
}

/** Returns the metric widgets of the dashboard in a synthesized template. */
export function widgetsOf(template: Template, names: LocalNames): MetricWidget[] {
  const dashboard = Object.values(template.Resources).find(
    ({ Type }) => Type === 'AWS::CloudWatch::Dashboard',
  );
  const body = resolveReferences(
    dashboard?.Properties?.['DashboardBody'] ?? '{"widgets":[]}',
    template,
    names,
  );
  const { widgets } = JSON.parse(String(body)) as { widgets: readonly WidgetOfBody[] };
  return widgets
    .filter(({ type }) => type === 'metric')
    .map(({ properties: { title = '', metrics = [], setPeriodToTimeRange = false } }) => ({
      title,
      queries: metrics.map(toQuery),
      isOfWholeTime: setPeriodToTimeRange,
    }));
}

/**
 * Converts a widget's entry, `[{expression, …}]` or `[namespace, name, dimension, value, …, {stat, …}]`, to a
 * query.
 */
function toQuery(entry: readonly unknown[], index: number): MetricDataQuery {
  const { id, expression, label, period = 300, stat = 'Average', visible } = entry.at(-1) as GraphStyle;
  const common = {
    Id: id ?? `query${index}`,
    Period: period,
    ReturnData: visible !== false,
    ...(label !== undefined && { Label: label }),
  };
  if (expression !== undefined) return { ...common, Expression: expression };
  const [Namespace = '', MetricName = '', ...pairs] = entry.slice(0, -1) as string[];
  const Dimensions = Array.from({ length: pairs.length / 2 }, (_, pair) => ({
    Name: pairs[2 * pair],
    Value: pairs[2 * pair + 1],
  }));
  return {
    ...common,
    MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: period, Stat: stat },
  };
}

/**
 * Returns the visible lines of a widget, with their labels.
 *
 * @param from epoch seconds
 * @param to epoch seconds
 */
export function evaluateWidget(
  { queries, isOfWholeTime }: MetricWidget,
  metrics: MetricStore,
  from: number,
  to: number,
): WidgetLine[] {
  const asked = isOfWholeTime ? queries.map((query) => withPeriod(query, to - from)) : queries;
  const evaluation = new MetricEvaluation(metrics, asked, from, to, !isOfWholeTime);
  return asked
    .filter(({ ReturnData }) => ReturnData)
    .flatMap(({ Id, Label }) =>
      evaluation.series(Id).map((series) => ({ label: labelOf(Label, series), values: series.values })),
    );
}

function withPeriod(query: MetricDataQuery, Period: number): MetricDataQuery {
  const { MetricStat: stat } = query;
  return { ...query, Period, ...(stat !== undefined && { MetricStat: { ...stat, Period } }) };
}

/** Replaces the dynamic parts of a label, such as `${PROP('Dim.Distribution')}`. */
function labelOf(label: string | undefined, series: TimeSeries): string {
  if (label === undefined) return series.label;
  return label.replace(/\$\{PROP\('Dim\.([^']*)'\)\}/g, (_, name: string) => series.dimensions?.[name] ?? '');
}
