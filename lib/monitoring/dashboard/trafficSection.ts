import type { GraphWidget, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type PanelQuery,
  type TrafficPanel,
  type TrafficSection,
  trafficSections,
  withMetrics,
} from '../../../core/metrics/trafficPanels.ts';
import type { TrafficMetrics } from '../metrics/trafficMetrics.ts';
import { hasBehaviors } from '../seriesWithMetrics.ts';
import { createGraph, thresholdLine } from './graph.ts';
import type { Section, SectionProps } from './section.ts';
import { seriesRates } from './seriesRates.ts';

/** Section about the traffic, with those panels whose fields are logged. */
export function trafficSection(name: keyof typeof trafficSections, props: SectionProps): Section {
  const { fieldNames, samplingRate } = props.settings;
  const section = withMetrics(trafficSections[name], props.has, hasBehaviors(fieldNames));
  const rows = section.rows.map((row) => row.map((panel) => panelGraph(panel, props)));
  return {
    title: section.title,
    text: textOf(section, samplingRate),
    rows: [...rows, ratesOf(section, props)],
  };
}

function textOf({ title, text }: TrafficSection, samplingRate: number): string {
  if (title !== trafficSections.traffic.title || samplingRate === 100) return text;
  return `${text} Counts are scaled up from the ${samplingRate}% of the requests that are logged.`;
}

function ratesOf({ seriesRate, rows }: TrafficSection, props: SectionProps) {
  if (seriesRate === undefined || rows.length === 0) return [];
  const threshold = rows.flat().find((panel) => panel.threshold !== undefined)?.threshold;
  return seriesRates(props, { ...seriesRate, annotations: annotationsOf(threshold, props) });
}

function panelGraph({ queries, threshold, ...look }: TrafficPanel, props: SectionProps): GraphWidget {
  const metrics = queries.map((query) => metricOf(query, props.metrics.traffic));
  return createGraph({ ...look, metrics, annotations: annotationsOf(threshold, props) });
}

function annotationsOf(threshold: TrafficPanel['threshold'], { settings }: SectionProps) {
  if (threshold === undefined) return [];
  const [alarm, label] = threshold;
  return thresholdLine(settings.alarms[alarm], label);
}

function metricOf(query: PanelQuery, traffic: TrafficMetrics): IMetric {
  switch (query.show) {
    case 'perSecond':
      return traffic.perSecondBySeries(query.metric, query.by, query.factor, query.prefix);
    case 'share':
      return traffic.shareByBehavior(query.part, query.whole);
    case 'ratio':
      return traffic.rate(query.part, query.whole, query.label);
    case 'percentile':
      return traffic.each(query.metric, 'distribution', `p${query.percentile}`, `p${query.percentile} `);
    case 'perMinute':
      return traffic.total(query.metric, query.divisor, query.label);
  }
}
