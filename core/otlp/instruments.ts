import type { MetricName } from '../metrics/definitions.ts';

/** A metric with its OpenTelemetry name. */
export interface Instrument {
  readonly name: string;
  /** Unit in the Unified Code for Units of Measure. */
  readonly unit: string;
  /** Factor from the unit of the CloudWatch metric to this unit. */
  readonly scale: number;
}

const count = (name: string, unit: string): Instrument => ({ name, unit, scale: 1 });
const seconds = (name: string): Instrument => ({ name, unit: 's', scale: 1 / 1000 });

/**
 * The metrics by their CloudWatch names. `http.server.request.duration` is a semantic convention (HTTP metrics,
 * November 2026); the others have none. Durations are in seconds, as the conventions require.
 */
export const instruments: Readonly<Record<MetricName, Instrument>> = {
  Requests: count('cloudfront.requests', '{request}'),
  SampledRequests: count('cloudfront.records', '{record}'),
  BytesDownloaded: count('cloudfront.bytes.downloaded', 'By'),
  BytesUploaded: count('cloudfront.bytes.uploaded', 'By'),
  '2xxCount': count('cloudfront.responses.2xx', '{response}'),
  '3xxCount': count('cloudfront.responses.3xx', '{response}'),
  '4xxCount': count('cloudfront.responses.4xx', '{response}'),
  '5xxCount': count('cloudfront.responses.5xx', '{response}'),
  ClientAborted: count('cloudfront.requests.aborted', '{request}'),
  CacheHits: count('cloudfront.cache.hits', '{request}'),
  CacheLookups: count('cloudfront.cache.lookups', '{request}'),
  TimeToFirstByte: seconds('cloudfront.time_to_first_byte'),
  TimeTaken: seconds('http.server.request.duration'),
  OriginFirstByteLatency: seconds('cloudfront.origin.time_to_first_byte'),
  OriginLastByteLatency: seconds('cloudfront.origin.time_to_last_byte'),
  Connections: count('cloudfront.connections', '{connection}'),
  ConnectionBytesDownloaded: count('cloudfront.connections.bytes.downloaded', 'By'),
  ConnectionBytesUploaded: count('cloudfront.connections.bytes.uploaded', 'By'),
  ConnectionTime: seconds('cloudfront.connections.time'),
  BytesFromCache: count('cloudfront.cache.bytes', 'By'),
  OriginErrors: count('cloudfront.errors.origin', '{response}'),
  EdgeErrors: count('cloudfront.errors.edge', '{response}'),
  OriginShieldHits: count('cloudfront.origin_shield.hits', '{request}'),
  OriginRetries: count('cloudfront.origin.retries', '{request}'),
  AbortedDownloads: count('cloudfront.downloads.aborted', '{response}'),
  MediaRequests: count('cloudfront.media.requests', '{request}'),
  BufferStarvations: count('cloudfront.media.buffer_starvations', '{event}'),
  PlaybackTime: seconds('cloudfront.media.playback_time'),
  EncodedBitrate: count('cloudfront.media.encoded_bitrate', 'kbit/s'),
  MeasuredThroughput: count('cloudfront.media.measured_throughput', 'kbit/s'),
};
