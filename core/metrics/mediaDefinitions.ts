import type { MetricDefinition } from './metricDefinition.ts';

/** The field by which playback is recognized: if it isn't logged, nobody misses metrics of playback. */
const subject = 'cmcd-session-id';

/**
 * The metrics of playback, as players report it (CTA-5004, CMCD). There is no count of sessions, since sessions
 * counted in several batches cannot be added up; the playing time of what is requested can, and a minute holds as
 * many minutes of it as sessions play.
 */
// biome-ignore format: a table, one metric a line
export const mediaDefinitions = [
  { name: 'MediaRequests', unit: 'Count', kind: 'count', fields: [[subject]], subject, meaning: 'Requests of playback sessions' },
  { name: 'BufferStarvations', unit: 'Count', kind: 'count', fields: [[subject], ['cmcd-buffer-starvation']], subject, meaning: 'Requests before which the buffer of the player ran empty' },
  { name: 'PlaybackTime', unit: 'Milliseconds', kind: 'count', fields: [[subject], ['cmcd-object-duration']], subject, meaning: 'Playing time of the video requested' },
  { name: 'EncodedBitrate', unit: 'Kilobits/Second', kind: 'histogram', fields: [[subject], ['cmcd-encoded-bitrate']], subject, meaning: 'Encoded bitrate of the video requested' },
  { name: 'MeasuredThroughput', unit: 'Kilobits/Second', kind: 'histogram', fields: [[subject], ['cmcd-measured-throughput']], subject, meaning: 'Throughput that players measured' },
] as const satisfies readonly MetricDefinition[];
