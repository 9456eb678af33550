import type { PipelineOptions } from '../../../lib/settings/pipelineOptions.ts';
import { type Resource, resourcesOf, synthesize } from '../synthesize.ts';

/** A metric of an alarm or a widget. */
export interface NamedMetric {
  readonly namespace: string;
  readonly name: string;
  /** Values by name; for a search, the required values, and `*` for any value. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly period: number;
}

/** A metric or an expression of an alarm, in CloudFormation's format. */
interface AlarmQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

/** An alarm in a template. */
export interface TemplateAlarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly ComparisonOperator: string;
  readonly Threshold?: number;
  readonly ThresholdMetricId?: string;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly TreatMissingData: string;
  readonly Metrics: readonly AlarmQuery[];
  readonly AlarmActions: readonly unknown[];
  readonly OKActions: readonly unknown[];
}

/** A widget of a dashboard. */
export interface Widget {
  readonly type: 'metric' | 'text' | 'alarm';
  readonly width: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly region?: string;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly alarms?: readonly string[];
    readonly setPeriodToTimeRange?: boolean;
    readonly annotations?: {
      readonly horizontal: readonly { readonly value: number; readonly label: string }[];
    };
    readonly yAxis?: {
      readonly left: { readonly label: string; readonly min: number; readonly max?: number };
    };
  };
}

/** Returns the alarms of a configuration, by the last part of their names, such as `Throttled writes`. */
export function alarmsOf(props: PipelineOptions = {}): Record<string, TemplateAlarm> {
  return Object.fromEntries(
    resourcesOfType(props, 'AWS::CloudWatch::Alarm').map(({ Properties }) => {
      const alarm = Properties as unknown as TemplateAlarm;
      return [alarm.AlarmName.replace(/^\S+ /, ''), alarm];
    }),
  );
}

/** Returns the widgets of a configuration, in order. */
export function widgetsOf(props: PipelineOptions = {}): Widget[] {
  return dashboardOf(props).widgets;
}

/** Returns the dashboard of a configuration, with references as `<Name>`. */
export function dashboardOf(props: PipelineOptions): {
  widgets: Widget[];
  [member: string]: unknown;
} {
  const [dashboard] = resourcesOfType(props, 'AWS::CloudWatch::Dashboard');
  return JSON.parse(textOf(dashboard?.Properties['DashboardBody'] ?? '{"widgets":[]}'));
}

/** Returns the metrics of alarms. */
export function metricsOfAlarm({ Metrics }: TemplateAlarm): NamedMetric[] {
  return Metrics.flatMap(({ MetricStat }) => {
    if (MetricStat === undefined) return [];
    const { Metric, Period, Stat } = MetricStat;
    const dimensions = Object.fromEntries(Metric.Dimensions.map(({ Name, Value }) => [Name, textOf(Value)]));
    return [
      { namespace: Metric.Namespace, name: Metric.MetricName, dimensions, statistic: Stat, period: Period },
    ];
  });
}

/** Returns the metrics of a widget, including those of its searches. */
export function metricsOfWidget({ properties }: Widget): NamedMetric[] {
  return (properties.metrics ?? []).flatMap((entry) => {
    const look = entry.at(-1) as { expression?: string; stat?: string; period?: number };
    if (look.expression !== undefined) return searchesOf(look.expression);
    const [namespace = '', name = '', ...rest] = entry.slice(0, -1) as string[];
    const pairs = Array.from({ length: rest.length / 2 }, (_, pair) => rest.slice(2 * pair, 2 * pair + 2));
    const { stat = 'Average', period = 300 } = look;
    return [{ namespace, name, dimensions: Object.fromEntries(pairs), statistic: stat, period }];
  });
}

const search = /SEARCH\('\{([^}]*)\} ([^']*)', '(\w+)', (\d+)\)/g;

function searchesOf(expression: string): NamedMetric[] {
  return [...expression.matchAll(search)].map(([, schema = '', terms = '', statistic = '', period]) => {
    const [namespace = '', ...names] = quotedIn(schema);
    const asked = Object.fromEntries(
      [...terms.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    );
    const { MetricName: name = '', ...values } = asked;
    const dimensions = { ...Object.fromEntries(names.map((dimension) => [dimension, '*'])), ...values };
    return { namespace, name, dimensions, statistic, period: Number(period) };
  });
}

function quotedIn(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"/g)].map(([, inside = '']) => inside);
}

function resourcesOfType(props: PipelineOptions, type: string): Resource[] {
  return Object.values(resourcesOf(synthesize(props))).filter((resource) => resource.Type === type);
}

/** Returns a value of a template as text. References are `<Resource>` or `<Resource.Attribute>`. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const reference = value as { Ref?: string; 'Fn::GetAtt'?: string[]; 'Fn::Join'?: [string, unknown[]] };
  if (reference.Ref !== undefined) return `<${reference.Ref}>`;
  if (reference['Fn::GetAtt']) return `<${reference['Fn::GetAtt'].join('.')}>`;
  if (reference['Fn::Join']) return reference['Fn::Join'][1].map(textOf).join(reference['Fn::Join'][0]);
  throw new Error(`expected a text or a reference, got ${JSON.stringify(value)}`);
}
