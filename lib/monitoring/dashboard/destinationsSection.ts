import type { WatchedDestination } from '../../destinations/destinationAlarms.ts';
import { createGraph, dashboardWidth, thresholdLine } from './graph.ts';
import type { Section } from './section.ts';

/** Titles and units of the graphs, one for each alarm of a destination. */
const graphs = {
  Behind: { title: 'delay', unit: { firehose: 's', direct: 'ms' } },
  Failures: { title: 'deliveries', unit: { firehose: 'share that succeeds', direct: 'failed records' } },
  Transformation: { title: 'not transformed', unit: { firehose: 'records', direct: 'records' } },
  Throttled: { title: 'throttled reads', unit: { firehose: 'reads', direct: 'reads' } },
} as const;

/** Section that shows whether each destination receives its documents: a row for each, with the alarms' thresholds. */
export function destinationsSection(destinations: readonly WatchedDestination[]): Section {
  return {
    title: 'Destinations',
    text: 'Where records are delivered in addition to the lake. A failing destination affects neither the lake nor the metrics.',
    rows: destinations.map(({ name, via, alarms }) =>
      alarms.map(({ kind, metric, threshold }) =>
        createGraph({
          title: `${name}: ${graphs[kind].title}`,
          metrics: [metric],
          unit: graphs[kind].unit[via],
          width: dashboardWidth / alarms.length,
          annotations: thresholdLine(threshold, 'Alarm'),
        }),
      ),
    ),
  };
}
