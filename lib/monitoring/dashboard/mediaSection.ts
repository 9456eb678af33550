import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { searchPeriod } from '../metrics/searchExpression.ts';
import { graph } from './graph.ts';
import type { Section, SectionProps } from './section.ts';

const width = 6;

/** How playback goes, as players report it. */
export function mediaSection({ metrics: { traffic }, has }: SectionProps): Section {
  const widgets: IWidget[] = [];
  if (has('BufferStarvations')) {
    widgets.push(
      graph({
        title: 'Buffer starvation',
        metrics: [traffic.rate('BufferStarvations', 'MediaRequests', 'Requests after an empty buffer')],
        unit: '% of media requests',
        width,
      }),
    );
  }
  if (has('EncodedBitrate')) {
    widgets.push(
      graph({
        title: 'Bitrate of the video requested',
        metrics: ['p10', 'p50', 'p90'].map((percentile) =>
          traffic.each('EncodedBitrate', 'distribution', percentile, `${percentile} `),
        ),
        unit: 'kbit/s',
        width,
      }),
    );
  }
  if (has('MeasuredThroughput')) {
    widgets.push(
      graph({
        title: 'Throughput that players measure',
        metrics: ['p10', 'p50'].map((percentile) =>
          traffic.each('MeasuredThroughput', 'distribution', percentile, `${percentile} `),
        ),
        unit: 'kbit/s',
        width,
      }),
    );
  }
  if (has('PlaybackTime')) {
    widgets.push(
      graph({
        title: 'Sessions playing at once',
        metrics: [traffic.total('PlaybackTime', searchPeriod * 1000, 'Sessions')],
        unit: 'sessions',
        width,
      }),
    );
  }
  return {
    title: 'Media',
    text: 'As players report it (CMCD). Sessions are the playing time of the video requested in a minute, divided by that minute.',
    rows: [widgets],
  };
}
