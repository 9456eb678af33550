/** The 40 fields of the first guide (2020), in CloudFront's order. */
export const fieldsOf2020 = [
  'timestamp',
  'c-ip',
  'time-to-first-byte',
  'sc-status',
  'sc-bytes',
  'cs-method',
  'cs-protocol',
  'cs-host',
  'cs-uri-stem',
  'cs-bytes',
  'x-edge-location',
  'x-edge-request-id',
  'x-host-header',
  'time-taken',
  'cs-protocol-version',
  'c-ip-version',
  'cs-user-agent',
  'cs-referer',
  'cs-cookie',
  'cs-uri-query',
  'x-edge-response-result-type',
  'x-forwarded-for',
  'ssl-protocol',
  'ssl-cipher',
  'x-edge-result-type',
  'fle-encrypted-fields',
  'fle-status',
  'sc-content-type',
  'sc-content-len',
  'sc-range-start',
  'sc-range-end',
  'c-port',
  'x-edge-detailed-result-type',
  'c-country',
  'cs-accept-encoding',
  'cs-accept',
  'cache-behavior-path-pattern',
  'cs-headers',
  'cs-header-names',
  'cs-headers-count',
] as const;

/** Fields 42-46 in the order of AWS's current guide and its Athena table. */
export const disputedFields = [
  'primary-distribution-id',
  'primary-distribution-dns-name',
  'origin-fbl',
  'origin-lbl',
  'asn',
] as const;

/** Fields 42-46 in the order of the 64-field guide. */
export const disputedFieldsOf64FieldGuide = [
  'origin-fbl',
  'origin-lbl',
  'asn',
  'primary-distribution-id',
  'primary-distribution-dns-name',
] as const;

/** The first 46 fields, in CloudFront's order. `s-ip` was added after 2020. */
export const fields46 = [
  ...fieldsOf2020.slice(0, 2),
  's-ip',
  ...fieldsOf2020.slice(2),
  ...disputedFields,
] as readonly string[];

/** Twelve fields of a small configuration. */
export const fields12 = [
  'timestamp',
  'c-ip',
  'sc-status',
  'cs-uri-stem',
  'cs-bytes',
  'x-edge-location',
  'time-taken',
  'cs-user-agent',
  'cs-referer',
  'cs-uri-query',
  'x-edge-result-type',
  'asn',
] as const;

/** Fields of a small configuration whose records have an id. */
export const fieldsWithId = [
  'timestamp',
  'c-ip',
  'sc-status',
  'cs-method',
  'cs-uri-stem',
  'x-edge-request-id',
  'time-taken',
] as const;

/** All fields of CloudFront's guides and announcements until July 2026, in CloudFront's order. */
export const allFields: readonly string[] = [
  ...fields46,
  'cmcd-encoded-bitrate',
  'cmcd-buffer-length',
  'cmcd-buffer-starvation',
  'cmcd-content-id',
  'cmcd-object-duration',
  'cmcd-deadline',
  'cmcd-measured-throughput',
  'cmcd-next-object-request',
  'cmcd-next-range-request',
  'cmcd-object-type',
  'cmcd-playback-rate',
  'cmcd-requested-maximum-throughput',
  'cmcd-streaming-format',
  'cmcd-session-id',
  'cmcd-stream-type',
  'cmcd-startup',
  'cmcd-top-bitrate',
  'cmcd-version',
  'r-host',
  'sr-reason',
  'x-edge-mqcs',
  'distribution-tenant-id',
  'connection-id',
  'viewer-request-log-data',
  'viewer-response-log-data',
];
