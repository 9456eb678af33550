import { Duration } from 'aws-cdk-lib';
import type { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { logCost } from '../../../core/sizing/logCost.ts';
import { hoursOfMonth } from '../../../core/sizing/prices.ts';
import { estimateShards } from '../../../core/sizing/shards.ts';
import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import type { ConsumerMetrics } from './consumerMetrics.ts';
import { computedMetric } from './pipelineMetric.ts';
import type { StreamMetrics } from './streamMetrics.ts';

/** Settings and metrics from which the cost of the logs is calculated. */
export interface CostMetricProps {
  readonly settings: PipelineSettings;
  readonly stream: StreamMetrics;
  readonly consumer: ConsumerMetrics;
}

/**
 * Returns the monthly cost in dollars, extrapolated from the last hours: the price of the stream, and the cost of
 * records, invocations, and their duration.
 *
 * @param hours length of the period that is extrapolated
 */
export function monthlyCost({ settings, stream, consumer }: CostMetricProps, hours: number): MathExpression {
  const { shards } = estimateShards(settings);
  const { ofMonth, ofRecord, ofInvocation, ofMillisecond } = logCost({ ...settings, shards });
  const perMonth = hoursOfMonth / hours;
  const parts = [
    `records * ${decimal(ofRecord)}`,
    `invocations * ${decimal(ofInvocation)}`,
    `milliseconds * ${decimal(ofMillisecond)}`,
  ];
  return computedMetric({
    expression: `${decimal(ofMonth)} + ${decimal(perMonth)} * (${parts.join(' + ')})`,
    using: {
      records: stream.incomingRecords(),
      invocations: consumer.invocations(),
      milliseconds: consumer.duration('Sum', 'Duration'),
    },
    label: 'Dollars a month',
    period: Duration.hours(hours),
  });
}

/** Formats a number with six digits. It has no exponent, because metric math doesn't support exponents. */
function decimal(value: number): string {
  const rounded = Number(value.toPrecision(6));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(15).replace(/0+$/, '') : text;
}
