import type { FacetName } from './facetNames.ts';
import type { FormName } from './forms.ts';

/** Type of a column in Parquet, Glue and Athena. `timestamp` has milliseconds. */
export type FieldType = 'timestamp' | 'string' | 'double' | 'int' | 'bigint';

/** Unit in which CloudFront writes a number. */
export type FieldUnit = 'epoch seconds' | 'seconds' | 'milliseconds' | 'bytes' | 'kbit/s';

/**
 * Who decides the bytes of a value: the edge server itself, the viewer with its request, the origin with
 * its response, or the owner of the distribution with its configuration and functions. Only values that the edge writes
 * in a strict form are used to choose a layout.
 */
export type DecidedBy = 'edge' | 'viewer' | 'origin' | 'owner';

/** Kind of sensitive text that a field can contain, see `sensitivity/policy.ts`. */
export type Sensitivity = 'address' | 'cookie' | 'headers' | 'url' | 'custom';

/** The list of CloudFront's fields in which a field first appears. */
export type FieldSource =
  | '40-field guide (2020)'
  | '64-field guide'
  | '2026-04 guide'
  | '2026-07 announcement';

/** One field of a CloudFront real-time log record. */
export interface Field {
  /** CloudFront's name, such as `cs-uri-stem`. */
  readonly name: string;
  /** Position in CloudFront's order, from 1. Records have this order, regardless of the order in a configuration. */
  readonly position: number;
  readonly type: FieldType;
  /** Unit of a number. */
  readonly unit?: FieldUnit;
  /** Strict form of a value that the edge writes. */
  readonly form?: FormName;
  readonly decidedBy: DecidedBy;
  /**
   * Whether the value is always present (never `-`), because an edge server knows it for every response. This follows
   * from the descriptions in the guide, and agrees with example and public records. Only these fields distinguish
   * layouts.
   */
  readonly always?: true;
  readonly sensitivity?: Sensitivity;
  /** Whether nearly every record has a different value, so that a dictionary of values saves nothing. */
  readonly distinct?: true;
  /** Facets that are derived from this field, see `core/insight/facets/facets.ts`. */
  readonly facets?: readonly FacetName[];
  /** Typical size of a logged value, in bytes, for estimating the size of a record. */
  readonly typicalBytes: number;
  readonly meaning: string;
  readonly since: FieldSource;
}

/**
 * All fields of CloudFront's real-time logs, in CloudFront's order. This is the only list of fields: layouts,
 * parsing, the Parquet schema, the Glue table, the size estimate, and docs/fields.md are derived from it.
 *
 * Source: CloudFront developer guide, 'Use real-time logs' (1-69 as of April 2026); 70 and 71 were announced in
 * July 2026 without a position. Typical bytes: means over example and public records, November 2026.
 */
// biome-ignore format: a table, one field a line
export const fields: readonly Field[] = [
  { name: 'timestamp', position: 1, type: 'timestamp', unit: 'epoch seconds', form: 'epochSeconds', decidedBy: 'edge', always: true, distinct: true, typicalBytes: 14, meaning: 'When the edge server finished responding', since: '40-field guide (2020)' },
  { name: 'c-ip', position: 2, type: 'string', form: 'address', decidedBy: 'edge', always: true, sensitivity: 'address', facets: ['client'], typicalBytes: 14, meaning: 'Address of the viewer, or of the proxy in front of it', since: '40-field guide (2020)' },
  { name: 's-ip', position: 3, type: 'string', form: 'address', decidedBy: 'edge', typicalBytes: 13, meaning: 'Address of the edge server that answered', since: '64-field guide' },
  { name: 'time-to-first-byte', position: 4, type: 'double', unit: 'seconds', form: 'seconds', decidedBy: 'edge', typicalBytes: 5, meaning: 'From receiving the request to writing the first byte of the response', since: '40-field guide (2020)' },
  { name: 'sc-status', position: 5, type: 'int', form: 'status', decidedBy: 'edge', always: true, facets: ['status'], typicalBytes: 3, meaning: 'HTTP status of the response; 000 (read as 0) if the viewer left before the answer', since: '40-field guide (2020)' },
  { name: 'sc-bytes', position: 6, type: 'bigint', unit: 'bytes', form: 'digits', decidedBy: 'edge', always: true, typicalBytes: 5, meaning: 'Bytes sent to the viewer, headers included', since: '40-field guide (2020)' },
  { name: 'cs-method', position: 7, type: 'string', decidedBy: 'viewer', facets: ['method'], typicalBytes: 3, meaning: 'HTTP method', since: '40-field guide (2020)' },
  { name: 'cs-protocol', position: 8, type: 'string', form: 'protocol', decidedBy: 'edge', facets: ['protocol'], typicalBytes: 5, meaning: 'Protocol of the request: http, https, ws, wss or grpcs', since: '40-field guide (2020)' },
  { name: 'cs-host', position: 9, type: 'string', decidedBy: 'viewer', facets: ['host'], typicalBytes: 20, meaning: 'Host header of the request', since: '40-field guide (2020)' },
  { name: 'cs-uri-stem', position: 10, type: 'string', decidedBy: 'viewer', sensitivity: 'url', facets: ['path'], typicalBytes: 60, meaning: 'Path and query string of the request, without the host', since: '40-field guide (2020)' },
  { name: 'cs-bytes', position: 11, type: 'bigint', unit: 'bytes', form: 'digits', decidedBy: 'edge', typicalBytes: 3, meaning: 'Bytes received from the viewer, headers included', since: '40-field guide (2020)' },
  { name: 'x-edge-location', position: 12, type: 'string', form: 'edgeLocation', decidedBy: 'edge', always: true, facets: ['edge', 'airport'], typicalBytes: 8, meaning: 'Edge location that served the request, such as SFO53-P9', since: '40-field guide (2020)' },
  { name: 'x-edge-request-id', position: 13, type: 'string', form: 'requestId', decidedBy: 'edge', always: true, distinct: true, typicalBytes: 56, meaning: 'Unique identifier of the request, the x-amz-cf-id response header', since: '40-field guide (2020)' },
  { name: 'x-host-header', position: 14, type: 'string', decidedBy: 'viewer', typicalBytes: 29, meaning: 'Domain name of the distribution', since: '40-field guide (2020)' },
  { name: 'time-taken', position: 15, type: 'double', unit: 'seconds', form: 'seconds', decidedBy: 'edge', always: true, typicalBytes: 5, meaning: 'From receiving the request to queueing the last byte of the response', since: '40-field guide (2020)' },
  { name: 'cs-protocol-version', position: 16, type: 'string', decidedBy: 'viewer', facets: ['http-version'], typicalBytes: 8, meaning: 'HTTP version of the request', since: '40-field guide (2020)' },
  { name: 'c-ip-version', position: 17, type: 'string', form: 'ipVersion', decidedBy: 'edge', typicalBytes: 4, meaning: 'IPv4 or IPv6', since: '40-field guide (2020)' },
  { name: 'cs-user-agent', position: 18, type: 'string', decidedBy: 'viewer', facets: ['agent', 'bot'], typicalBytes: 115, meaning: 'User-Agent header of the request', since: '40-field guide (2020)' },
  { name: 'cs-referer', position: 19, type: 'string', decidedBy: 'viewer', sensitivity: 'url', typicalBytes: 40, meaning: 'Referer header of the request', since: '40-field guide (2020)' },
  { name: 'cs-cookie', position: 20, type: 'string', decidedBy: 'viewer', sensitivity: 'cookie', typicalBytes: 60, meaning: 'Cookie header of the request, cut at 800 bytes', since: '40-field guide (2020)' },
  { name: 'cs-uri-query', position: 21, type: 'string', decidedBy: 'viewer', sensitivity: 'url', typicalBytes: 30, meaning: 'Query string of the request, without the question mark', since: '40-field guide (2020)' },
  { name: 'x-edge-response-result-type', position: 22, type: 'string', form: 'resultType', decidedBy: 'edge', always: true, typicalBytes: 4, meaning: 'How the response was classified just before it was returned', since: '40-field guide (2020)' },
  { name: 'x-forwarded-for', position: 23, type: 'string', decidedBy: 'viewer', sensitivity: 'address', typicalBytes: 5, meaning: 'Viewer address behind a proxy; several are separated by commas', since: '40-field guide (2020)' },
  { name: 'ssl-protocol', position: 24, type: 'string', form: 'tlsProtocol', decidedBy: 'edge', typicalBytes: 7, meaning: 'TLS protocol negotiated with the viewer', since: '40-field guide (2020)' },
  { name: 'ssl-cipher', position: 25, type: 'string', form: 'tlsCipher', decidedBy: 'edge', typicalBytes: 22, meaning: 'TLS cipher negotiated with the viewer', since: '40-field guide (2020)' },
  { name: 'x-edge-result-type', position: 26, type: 'string', form: 'resultType', decidedBy: 'edge', always: true, facets: ['result'], typicalBytes: 4, meaning: 'How the response was classified after its last byte', since: '40-field guide (2020)' },
  { name: 'fle-encrypted-fields', position: 27, type: 'int', form: 'digits', decidedBy: 'edge', typicalBytes: 1, meaning: 'Number of fields encrypted by field-level encryption', since: '40-field guide (2020)' },
  { name: 'fle-status', position: 28, type: 'string', form: 'resultType', decidedBy: 'edge', typicalBytes: 1, meaning: 'Outcome of field-level encryption', since: '40-field guide (2020)' },
  { name: 'sc-content-type', position: 29, type: 'string', decidedBy: 'origin', facets: ['content-type'], typicalBytes: 15, meaning: 'Content-Type header of the response', since: '40-field guide (2020)' },
  { name: 'sc-content-len', position: 30, type: 'bigint', unit: 'bytes', decidedBy: 'origin', typicalBytes: 5, meaning: 'Content-Length header of the response', since: '40-field guide (2020)' },
  { name: 'sc-range-start', position: 31, type: 'bigint', unit: 'bytes', decidedBy: 'origin', typicalBytes: 1, meaning: 'First byte of the Content-Range of the response', since: '40-field guide (2020)' },
  { name: 'sc-range-end', position: 32, type: 'bigint', unit: 'bytes', decidedBy: 'origin', typicalBytes: 1, meaning: 'Last byte of the Content-Range of the response', since: '40-field guide (2020)' },
  { name: 'c-port', position: 33, type: 'int', form: 'digits', decidedBy: 'edge', typicalBytes: 5, meaning: 'Port of the viewer', since: '40-field guide (2020)' },
  { name: 'x-edge-detailed-result-type', position: 34, type: 'string', form: 'resultType', decidedBy: 'edge', always: true, facets: ['detailed-result'], typicalBytes: 4, meaning: 'x-edge-result-type, or the detailed error if that is Error', since: '40-field guide (2020)' },
  { name: 'c-country', position: 35, type: 'string', form: 'country', decidedBy: 'edge', facets: ['country'], typicalBytes: 2, meaning: 'Country of the viewer, ISO 3166-1 alpha-2', since: '40-field guide (2020)' },
  { name: 'cs-accept-encoding', position: 36, type: 'string', decidedBy: 'viewer', typicalBytes: 21, meaning: 'Accept-Encoding header of the request', since: '40-field guide (2020)' },
  { name: 'cs-accept', position: 37, type: 'string', decidedBy: 'viewer', typicalBytes: 20, meaning: 'Accept header of the request', since: '40-field guide (2020)' },
  { name: 'cache-behavior-path-pattern', position: 38, type: 'string', decidedBy: 'owner', facets: ['behavior'], typicalBytes: 10, meaning: 'Path pattern of the cache behavior; * for the default behavior', since: '40-field guide (2020)' },
  { name: 'cs-headers', position: 39, type: 'string', decidedBy: 'viewer', sensitivity: 'headers', typicalBytes: 450, meaning: 'Headers of the request as Name:value lines, cut near 800 bytes', since: '40-field guide (2020)' },
  { name: 'cs-header-names', position: 40, type: 'string', decidedBy: 'viewer', typicalBytes: 150, meaning: 'Names of the headers of the request, one a line, cut near 800 bytes', since: '40-field guide (2020)' },
  { name: 'cs-headers-count', position: 41, type: 'int', form: 'digits', decidedBy: 'edge', typicalBytes: 2, meaning: 'Number of headers of the request', since: '40-field guide (2020)' },
  { name: 'primary-distribution-id', position: 42, type: 'string', form: 'distributionId', decidedBy: 'edge', typicalBytes: 1, meaning: 'With continuous deployment, the primary distribution', since: '64-field guide' },
  { name: 'primary-distribution-dns-name', position: 43, type: 'string', form: 'distributionDomain', decidedBy: 'edge', typicalBytes: 1, meaning: 'With continuous deployment, the domain name of the primary distribution', since: '64-field guide' },
  { name: 'origin-fbl', position: 44, type: 'double', unit: 'seconds', form: 'seconds', decidedBy: 'edge', typicalBytes: 3, meaning: 'First-byte latency between CloudFront and the origin; empty on a cache hit', since: '64-field guide' },
  { name: 'origin-lbl', position: 45, type: 'double', unit: 'seconds', form: 'seconds', decidedBy: 'edge', typicalBytes: 3, meaning: 'Last-byte latency between CloudFront and the origin; empty on a cache hit', since: '64-field guide' },
  { name: 'asn', position: 46, type: 'bigint', form: 'digits', decidedBy: 'edge', facets: ['asn'], typicalBytes: 5, meaning: 'Autonomous system number of the viewer', since: '64-field guide' },
  { name: 'cmcd-encoded-bitrate', position: 47, type: 'double', unit: 'kbit/s', decidedBy: 'viewer', typicalBytes: 4, meaning: 'CMCD br: encoded bitrate of the requested object', since: '64-field guide' },
  { name: 'cmcd-buffer-length', position: 48, type: 'double', unit: 'milliseconds', decidedBy: 'viewer', typicalBytes: 5, meaning: 'CMCD bl: buffer length of the player', since: '64-field guide' },
  { name: 'cmcd-buffer-starvation', position: 49, type: 'string', decidedBy: 'viewer', typicalBytes: 1, meaning: 'CMCD bs: the buffer ran empty between the last request and this one', since: '64-field guide' },
  { name: 'cmcd-content-id', position: 50, type: 'string', decidedBy: 'viewer', typicalBytes: 8, meaning: 'CMCD cid: identifier of the content', since: '64-field guide' },
  { name: 'cmcd-object-duration', position: 51, type: 'double', unit: 'milliseconds', decidedBy: 'viewer', typicalBytes: 4, meaning: 'CMCD d: playback duration of the requested object', since: '64-field guide' },
  { name: 'cmcd-deadline', position: 52, type: 'double', unit: 'milliseconds', decidedBy: 'viewer', typicalBytes: 4, meaning: 'CMCD dl: time left until the first sample is needed', since: '64-field guide' },
  { name: 'cmcd-measured-throughput', position: 53, type: 'double', unit: 'kbit/s', decidedBy: 'viewer', typicalBytes: 5, meaning: 'CMCD mtp: throughput measured by the player', since: '64-field guide' },
  { name: 'cmcd-next-object-request', position: 54, type: 'string', decidedBy: 'viewer', sensitivity: 'url', typicalBytes: 1, meaning: 'CMCD nor: relative path of the next object', since: '64-field guide' },
  { name: 'cmcd-next-range-request', position: 55, type: 'string', decidedBy: 'viewer', typicalBytes: 1, meaning: 'CMCD nrr: byte range of the next request', since: '64-field guide' },
  { name: 'cmcd-object-type', position: 56, type: 'string', decidedBy: 'viewer', typicalBytes: 1, meaning: 'CMCD ot: media type of the object', since: '64-field guide' },
  { name: 'cmcd-playback-rate', position: 57, type: 'double', decidedBy: 'viewer', typicalBytes: 1, meaning: 'CMCD pr: playback rate; 0 when not playing', since: '64-field guide' },
  { name: 'cmcd-requested-maximum-throughput', position: 58, type: 'double', unit: 'kbit/s', decidedBy: 'viewer', typicalBytes: 5, meaning: 'CMCD rtp: throughput that the player considers sufficient', since: '64-field guide' },
  { name: 'cmcd-streaming-format', position: 59, type: 'string', decidedBy: 'viewer', typicalBytes: 1, meaning: 'CMCD sf: streaming format', since: '64-field guide' },
  { name: 'cmcd-session-id', position: 60, type: 'string', decidedBy: 'viewer', typicalBytes: 36, meaning: 'CMCD sid: identifier of the playback session', since: '64-field guide' },
  { name: 'cmcd-stream-type', position: 61, type: 'string', decidedBy: 'viewer', typicalBytes: 1, meaning: 'CMCD st: v if all segments are available, l if they appear over time', since: '64-field guide' },
  { name: 'cmcd-startup', position: 62, type: 'string', decidedBy: 'viewer', typicalBytes: 1, meaning: 'CMCD su: needed urgently for startup, seeking or recovery', since: '64-field guide' },
  { name: 'cmcd-top-bitrate', position: 63, type: 'double', unit: 'kbit/s', decidedBy: 'viewer', typicalBytes: 4, meaning: 'CMCD tb: highest bitrate that the player can play', since: '64-field guide' },
  { name: 'cmcd-version', position: 64, type: 'string', decidedBy: 'viewer', typicalBytes: 1, meaning: 'CMCD v: version of the specification', since: '64-field guide' },
  { name: 'r-host', position: 65, type: 'string', decidedBy: 'owner', facets: ['origin'], typicalBytes: 18, meaning: 'Domain name of the origin that served the origin request', since: '2026-04 guide' },
  { name: 'sr-reason', position: 66, type: 'string', decidedBy: 'edge', typicalBytes: 1, meaning: 'Why the origin was selected', since: '2026-04 guide' },
  { name: 'x-edge-mqcs', position: 67, type: 'string', decidedBy: 'edge', typicalBytes: 1, meaning: 'Media quality confidence score, 0 to 100; several may be given', since: '2026-04 guide' },
  { name: 'distribution-tenant-id', position: 68, type: 'string', decidedBy: 'edge', facets: ['tenant'], typicalBytes: 30, meaning: 'Distribution tenant that the request belongs to', since: '2026-04 guide' },
  { name: 'connection-id', position: 69, type: 'string', decidedBy: 'edge', typicalBytes: 16, meaning: 'Identifier of the connection from the viewer', since: '2026-04 guide' },
  { name: 'viewer-request-log-data', position: 70, type: 'string', decidedBy: 'owner', sensitivity: 'custom', typicalBytes: 30, meaning: 'Written by a CloudFront Function on the viewer request', since: '2026-07 announcement' },
  { name: 'viewer-response-log-data', position: 71, type: 'string', decidedBy: 'owner', sensitivity: 'custom', typicalBytes: 30, meaning: 'Written by a CloudFront Function on the viewer response', since: '2026-07 announcement' },
];

const fieldsByName: ReadonlyMap<string, Field> = new Map(fields.map((field) => [field.name, field]));

/** Returns the field with this name; undefined if it is not in the catalog. */
export function findField(name: string): Field | undefined {
  return fieldsByName.get(name);
}

/** Returns the name of a field's column in Parquet, Glue, and Athena: `cs-uri-stem` becomes `cs_uri_stem`. */
export function columnName(fieldName: string): string {
  return fieldName.toLowerCase().replaceAll(/[^a-z0-9]/g, '_');
}
