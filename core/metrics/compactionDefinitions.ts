import type { HealthDefinition } from './healthDefinitions.ts';

/** Metrics that the compaction sends of itself, in the minute in which it plans or ends an hour. */
// biome-ignore format: a table, one metric a line
export const compactionDefinitions = [
  { name: 'CompactionLag', unit: 'Milliseconds', meaning: 'How long the next hour could have been merged already' },
  { name: 'CompactedHours', unit: 'Count', meaning: 'Hours that were merged, proven and served' },
  { name: 'LateMarks', unit: 'Count', meaning: 'Late files that wait for a merge, at the start of a run' },
  { name: 'InexactRequests', unit: 'Count', meaning: 'Requests that a proof found missing or doubled; most are healed at once' },
] as const satisfies readonly HealthDefinition[];

/** Name of a metric of the compaction. */
export type CompactionMetricName = (typeof compactionDefinitions)[number]['name'];
