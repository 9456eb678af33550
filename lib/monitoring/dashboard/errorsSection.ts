import { hasBehaviors } from '../seriesWithMetrics.ts';
import { graph, thresholdLine } from './graph.ts';
import type { Section, SectionProps } from './section.ts';
import { seriesRates } from './seriesRates.ts';

/** Whether requests end well. */
export function errorsSection(props: SectionProps): Section {
  const { traffic } = props.metrics;
  const { alarms } = props.settings;
  const title = 'Errors';
  const text = 'Shares of all requests. Those of a cache behavior add up to the rate of all distributions.';
  if (!props.has('5xxCount')) return { title, text, rows: [] };
  const serverErrors = thresholdLine(alarms.serverErrorRate, 'Alarm on server errors');
  const byClass = graph({
    title: 'Error rates of all distributions',
    metrics: [
      traffic.rate('5xxCount', 'Requests', 'Server errors (5xx)'),
      traffic.rate('4xxCount', 'Requests', 'Client errors (4xx)'),
      traffic.rate('ClientAborted', 'Requests', 'Aborted by clients (000)'),
    ],
    unit: '% of requests',
    width: 8,
    annotations: serverErrors,
  });
  const byBehavior = (['5xxCount', '4xxCount'] as const).map((name) =>
    graph({
      title: `${name === '5xxCount' ? 'Server' : 'Client'} errors by cache behavior`,
      metrics: [traffic.eachShare(name, 'Requests')],
      unit: '% of all requests',
      width: 8,
      stacked: true,
    }),
  );
  const configured = seriesRates(props, {
    title: 'Server error rates of configured series',
    part: '5xxCount',
    whole: 'Requests',
    annotations: serverErrors,
  });
  return {
    title,
    text,
    rows: [[byClass, ...(hasBehaviors(props.settings.fieldNames) ? byBehavior : [])], configured],
  };
}
