import type { Duration } from 'aws-cdk-lib';
import type { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Objective } from '../../settings/objectiveOptions.ts';
import { computedMetric } from '../metrics/pipelineMetric.ts';
import type { TrafficMetrics } from '../metrics/trafficMetrics.ts';
import { minRequests } from './burnRates.ts';

/** The kinds of objectives. */
export const objectiveKinds = ['Availability', 'Latency'] as const;

/** The kind of an objective. */
export type ObjectiveKind = (typeof objectiveKinds)[number];

/** Whether an objective has a target of a kind. */
export function hasPart({ availability, latency }: Objective, kind: ObjectiveKind): boolean {
  return (kind === 'Availability' ? availability : latency) !== undefined;
}

/** Returns the burn rate of an objective's error budget over a period; 0 if there are too few requests. */
export function burnRateMetric(
  traffic: TrafficMetrics,
  objective: Objective,
  kind: ObjectiveKind,
  period: Duration,
  id = '',
): MathExpression {
  const { bad, all, budget } = partsOf(traffic, objective, kind);
  return computedMetric({
    expression: `IF(all${id} >= ${minRequests}, bad${id} / all${id} / ${budget}, 0)`,
    using: { [`bad${id}`]: bad, [`all${id}`]: all },
    label: `${kind}: ${objective.series}`,
    period,
  });
}

/** Returns the metrics of bad requests and of all requests, and the share of requests that may be bad. */
function partsOf(
  traffic: TrafficMetrics,
  { series, availability = 100, latency }: Objective,
  kind: ObjectiveKind,
): { bad: Metric; all: Metric; budget: number } {
  if (kind === 'Availability' || latency === undefined) {
    return {
      bad: traffic.of('5xxCount', series, 'Server errors'),
      all: traffic.of('Requests', series, 'Requests'),
      budget: budgetOf(availability),
    };
  }
  const { milliseconds, percent } = latency;
  const times = traffic.of('TimeToFirstByte', series, 'Responses');
  return {
    // The histogram also provides the count of values above a bound, so no further metric has to be paid for.
    bad: times.with({ statistic: `TC(${milliseconds}:)`, label: `Slower than ${milliseconds} ms` }),
    all: times.with({ statistic: 'SampleCount' }),
    budget: budgetOf(percent),
  };
}

/** Returns the share of requests that may be bad: 0.001 for an objective of 99.9%. */
const budgetOf = (percent: number) => Number(((100 - percent) / 100).toPrecision(6));
