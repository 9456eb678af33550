import type { Widget, WidgetMetric, WidgetMetricOptions } from './dashboardBody.ts';
import { graphSettings, type Panel, refIdOf, type Target } from './panel.ts';

/** Grafana's values for metric queries that are entered as code or in a form. */
const editorMode = { form: 0, code: 1 } as const;
const searchQuery = 0;

/** Converts a widget of the CloudWatch dashboard to a panel with the same queries to CloudWatch. */
export function cloudWatchPanel({ width, height, properties }: Widget): Panel {
  const { title = '', metrics = [], view, stacked, yAxis, annotations } = properties;
  const targets = metrics.map(targetOf);
  const common = { title, width, height, source: 'cloudwatch', targets } as const;
  if (view === 'singleValue')
    return {
      ...common,
      type: 'stat',
      settings: {
        options: { reduceOptions: { calcs: ['sum'], fields: '', values: false }, graphMode: 'none' },
        fieldConfig: { defaults: { unit: 'locale' }, overrides: [] },
      },
    };
  const look = {
    unit: yAxis?.left?.label ?? '',
    stacked,
    maximum: yAxis?.left?.max,
    lines: annotations?.horizontal?.map(({ value }) => value),
  };
  return { ...common, type: 'timeseries', settings: graphSettings(look) };
}

function targetOf(metric: WidgetMetric, index: number): Target {
  const options = (metric.at(-1) ?? {}) as WidgetMetricOptions;
  const common = {
    refId: refIdOf(index),
    queryMode: 'Metrics',
    metricQueryType: searchQuery,
    region: 'default',
    id: options.id ?? `q${index}`,
    label: options.label ?? '',
    hide: options.visible === false,
    period: String(options.period ?? 60),
    statistic: options.stat ?? 'Average',
  };
  if (options.expression !== undefined)
    return { ...common, metricEditorMode: editorMode.code, expression: options.expression, dimensions: {} };
  const [namespace, metricName, ...rest] = metric.filter((part) => typeof part === 'string');
  const dimensions = Object.fromEntries(
    rest.flatMap((name, at) => (at % 2 === 0 ? [[name, [rest[at + 1]]]] : [])),
  );
  return {
    ...common,
    metricEditorMode: editorMode.form,
    expression: '',
    matchExact: true,
    namespace,
    metricName,
    dimensions,
  };
}
