import { pricesAsOf } from '../../../core/sizing/prices.ts';
import { monthlyCost } from '../metrics/costMetric.ts';
import { createGraph, dashboardWidth, thresholdLine } from './graph.ts';
import type { Section, SectionProps } from './section.ts';

/** Section that shows what the logs cost. */
export function costSection({ settings, metrics }: SectionProps): Section {
  return {
    title: 'Cost',
    text: `List prices in US East (N. Virginia), ${pricesAsOf}: CloudFront's log lines, the stream, the consumer, and its files. Storage, queries, and metrics are extra. The last hour is incomplete.`,
    rows: [
      [
        createGraph({
          title: 'Monthly cost at the rate of each hour',
          metrics: [monthlyCost({ settings, ...metrics }, 1)],
          unit: '$ a month',
          width: dashboardWidth,
          annotations: thresholdLine(settings.alarms.monthlyCost, 'Alarm (mean of the last 24 hours)'),
        }),
      ],
    ],
  };
}
