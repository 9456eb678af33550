import { hasBehaviors } from '../seriesWithMetrics.ts';
import { graph } from './graph.ts';
import type { Section, SectionProps } from './section.ts';

const bitsOfByte = 8;

/** How much is going on. */
export function trafficSection({ metrics: { traffic }, settings, has }: SectionProps): Section {
  const requests = graph({
    title: 'Requests by distribution',
    metrics: [traffic.eachBySecond('Requests', 'distribution')],
    unit: 'requests/s',
    width: 8,
  });
  const behaviors = graph({
    title: 'Requests by cache behavior',
    metrics: [traffic.eachBySecond('Requests', 'behavior')],
    unit: 'requests/s',
    width: 8,
    stacked: true,
  });
  const bandwidth = [
    ...(has('BytesDownloaded')
      ? [traffic.eachBySecond('BytesDownloaded', 'distribution', bitsOfByte, 'to viewers: ')]
      : []),
    ...(has('BytesUploaded')
      ? [traffic.eachBySecond('BytesUploaded', 'distribution', bitsOfByte, 'from viewers: ')]
      : []),
  ];
  const sampled =
    settings.samplingRate === 100
      ? ''
      : ` Counts are scaled up from the ${settings.samplingRate} % of the requests that are logged.`;
  return {
    title: 'Traffic',
    text: `What viewers request, in the minutes in which they did: the newest minute is still filling.${sampled}`,
    rows: [
      [
        requests,
        ...(hasBehaviors(settings.fieldNames) ? [behaviors] : []),
        ...(bandwidth.length === 0
          ? []
          : [graph({ title: 'Bandwidth by distribution', metrics: bandwidth, unit: 'bit/s', width: 8 })]),
      ],
    ],
  };
}
