import type { MetricDefinition } from './metricDefinition.ts';

/** The field that identifies playback. If it isn't logged, playback metrics are omitted without a warning. */
const subject = 'cmcd-session-id';

/**
 * The metrics of playback, as reported by players (CTA-5004, CMCD). Sessions are not counted, because sessions
 * that were counted in several batches can't be added up. The playing time of requested video can: the minutes of
 * playing time requested in a minute equal the number of playing sessions.
 */
// biome-ignore format: a table, one metric a line
export const mediaDefinitions = [
  { name: 'MediaRequests', unit: 'Count', kind: 'count', fields: [[subject]], subject, meaning: 'Requests of playback sessions' },
  { name: 'BufferStarvations', unit: 'Count', kind: 'count', fields: [[subject], ['cmcd-buffer-starvation']], subject, meaning: 'Requests after the buffer of the player ran empty' },
  { name: 'PlaybackTime', unit: 'Milliseconds', kind: 'count', fields: [[subject], ['cmcd-object-duration']], subject, meaning: 'Playing time of the requested video' },
  { name: 'EncodedBitrate', unit: 'Kilobits/Second', kind: 'histogram', fields: [[subject], ['cmcd-encoded-bitrate']], subject, meaning: 'Encoded bitrate of the requested video' },
  { name: 'MeasuredThroughput', unit: 'Kilobits/Second', kind: 'histogram', fields: [[subject], ['cmcd-measured-throughput']], subject, meaning: 'Throughput measured by players' },
] as const satisfies readonly MetricDefinition[];
