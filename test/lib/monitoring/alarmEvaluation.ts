import type { TemplateAlarm } from './templates.ts';

/** State of an alarm; `unchanged` where it stays what it was. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'unchanged';

/** Values of a metric by period, the oldest first; undefined if the metric has none. */
export type Series = readonly (number | undefined)[];

const compare: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

/**
 * The state to which an alarm comes, as CloudWatch evaluates it: so many of the last periods beyond the threshold,
 * missing ones as the alarm says (CloudWatch user guide, 'Configuring how CloudWatch alarms treat missing data' and
 * 'Using math expressions with CloudWatch metrics', November 2026).
 *
 * @param metrics series by the names of the metrics
 */
export function stateOf(alarm: TemplateAlarm, metrics: Readonly<Record<string, Series>>): AlarmState {
  const { EvaluationPeriods: periods, DatapointsToAlarm: needed, TreatMissingData: missing } = alarm;
  const length = Math.max(...Object.values(metrics).map((series) => series.length));
  if (length < periods) throw new Error(`expected ${periods} periods or more, got ${length}`);
  const values = Array.from({ length }, (_, period) => valueAt(alarm, metrics, period)).slice(-periods);
  if (values.every((value) => value === undefined) && missing === 'ignore') return 'unchanged';
  const isBeyond = compare[alarm.ComparisonOperator] as (value: number, threshold: number) => boolean;
  const beyond = values.filter((value) =>
    value === undefined ? missing === 'breaching' : isBeyond(value, alarm.Threshold as number),
  );
  return beyond.length >= needed ? 'ALARM' : 'OK';
}

function valueAt(
  { Metrics }: TemplateAlarm,
  metrics: Readonly<Record<string, Series>>,
  period: number,
): number | undefined {
  const ofId = new Map(
    Metrics.flatMap(({ Id, MetricStat }) =>
      MetricStat ? [[Id, metrics[MetricStat.Metric.MetricName]?.[period]] as const] : [],
    ),
  );
  const result = Metrics.find(({ ReturnData }) => ReturnData);
  const filled = /^FILL\((\w+), (\d+)\)$/.exec(result?.Expression ?? '');
  if (filled) {
    const stat = Metrics.find(({ Id }) => Id === filled[1])?.MetricStat;
    const series = metrics[stat?.Metric.MetricName ?? ''] ?? [];
    // A series without any value has nothing to fill.
    return series.every((value) => value === undefined) ? undefined : (series[period] ?? Number(filled[2]));
  }
  return result?.Expression === undefined ? ofId.get(result?.Id ?? '') : computed(result.Expression, ofId);
}

/**
 * Metric math: a missing value is 0 beside others, an IF whose condition is missing has no value, and neither has
 * a division by zero.
 */
function computed(expression: string, values: ReadonlyMap<string, number | undefined>): number | undefined {
  const condition = /^IF\((\w+)/.exec(expression)?.[1];
  if (condition !== undefined && values.get(condition) === undefined) return undefined;
  if ([...values.values()].every((value) => value === undefined)) return undefined;
  const names = [...values.keys()];
  const run = new Function('IF', ...names, `return ${expression}`);
  const choose = (holds: boolean, yes: number, no: number) => (holds ? yes : no);
  const value: number = run(choose, ...names.map((name) => values.get(name) ?? 0));
  return Number.isFinite(value) ? value : undefined;
}
