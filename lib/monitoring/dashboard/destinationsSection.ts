import type { WatchedDestination } from '../../destinations/destinationAlarms.ts';
import { dashboardWidth, graph, thresholdLine } from './graph.ts';
import type { Section } from './section.ts';

/** Titles and units of what the alarms of a destination look at. */
const graphs = {
  Behind: { title: 'delay', unit: { firehose: 's', direct: 'ms' } },
  Failures: { title: 'deliveries', unit: { firehose: 'share that succeeds', direct: 'records given up' } },
  Transformation: { title: 'not transformed', unit: { firehose: 'records', direct: 'records' } },
  Throttled: { title: 'refused reads', unit: { firehose: 'reads', direct: 'reads' } },
} as const;

/** Whether each destination receives its documents: a row for each, with the thresholds of its alarms. */
export function destinationsSection(destinations: readonly WatchedDestination[]): Section {
  return {
    title: 'Destinations',
    text: 'Where records are delivered besides the lake. A destination that fails touches neither the lake nor the metrics.',
    rows: destinations.map(({ name, via, alarms }) =>
      alarms.map(({ kind, metric, threshold }) =>
        graph({
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
