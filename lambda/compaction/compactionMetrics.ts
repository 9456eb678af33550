import { closingMinutes } from '../../core/lake/compaction/lateMarks.ts';
import type { PlannerEvents } from '../../core/lake/compaction/planner.ts';
import { printEmbeddedMetrics } from '../../core/metrics/embeddedMetrics.ts';
import {
  type CompactionMetricName,
  compactionDefinitions,
  healthDimension,
  healthNamespace,
} from '../../core/metrics/healthDefinitions.ts';

const hourMilliseconds = 3_600_000;

/**
 * Writes the compaction's metrics to the function's log, in the embedded metric format that CloudWatch reads.
 *
 * @param now epoch milliseconds
 */
export function compactionMetrics(pipelineName: string, now: () => number): PlannerEvents {
  function write(name: CompactionMetricName, value: number): void {
    const unit = compactionDefinitions.find((definition) => definition.name === name)?.unit ?? 'Count';
    const line = printEmbeddedMetrics({
      namespace: healthNamespace,
      dimensions: { [healthDimension.pipeline]: pipelineName },
      timestamp: now(),
      metrics: [{ name, unit, value }],
    });
    process.stdout.write(`${line}\n`);
  }

  /** Returns the time since the next hour could have been served, in milliseconds. */
  function lag(watermark: number): number {
    return Math.max(0, now() - (watermark + 2) * hourMilliseconds - closingMinutes * 60_000);
  }

  return {
    onState({ watermark, lateMarks }) {
      if (watermark !== undefined) write('CompactionLag', lag(watermark));
      write('LateMarks', lateMarks);
    },
    onProof({ missing, doubled }) {
      write('InexactRequests', missing + doubled);
    },
    onWatermark(watermark) {
      write('CompactionLag', lag(watermark));
      write('CompactedHours', 1);
    },
  };
}
