import { Duration } from 'aws-cdk-lib';
import { createGraph, thresholdLine } from './graph.ts';
import type { Section, SectionProps } from './section.ts';

const hour = Duration.hours(1);

/** Section that shows whether closed hours are compacted. */
export function compactionSection({ metrics: { compaction }, settings }: SectionProps): Section {
  const { compactionBehind } = settings.alarms;
  const ofHours = (hours: number) => hours * hour.toMilliseconds();
  return {
    title: 'Compaction',
    text: 'Closed hours are merged into a few large files that contain each request once. Until then, the view requests reads the raw files.',
    rows: settings.compaction
      ? [
          [
            createGraph({
              title: 'How long the next hour has waited',
              metrics: [compaction.of('CompactionLag', 'Lag', 'Maximum').with({ period: hour })],
              unit: 'ms',
              width: 8,
              annotations: thresholdLine(compactionBehind !== false && ofHours(compactionBehind), 'Alarm'),
            }),
            createGraph({
              title: 'Runs of the compaction',
              metrics: [
                compaction.executions('ExecutionsSucceeded', 'Succeeded').with({ period: hour }),
                compaction.executions('ExecutionsFailed', 'Failed').with({ period: hour }),
                compaction.executions('ExecutionsTimedOut', 'Timed out').with({ period: hour }),
              ],
              unit: 'runs/h',
              width: 8,
            }),
            createGraph({
              title: 'Late files and inexact requests',
              metrics: [
                compaction.of('LateMarks', 'Late files', 'Maximum').with({ period: hour }),
                compaction.of('InexactRequests', 'Inexact requests', 'Maximum').with({ period: hour }),
              ],
              unit: 'number',
              width: 8,
            }),
          ],
        ]
      : [],
  };
}
