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

/** Fields 42-46 as AWS's current guide and its own Athena table order them. */
export const disputedFields = [
  'primary-distribution-id',
  'primary-distribution-dns-name',
  'origin-fbl',
  'origin-lbl',
  'asn',
] as const;

/** Fields 42-46 as the 64-field guide orders them. */
export const disputedFieldsOf64FieldGuide = [
  'origin-fbl',
  'origin-lbl',
  'asn',
  'primary-distribution-id',
  'primary-distribution-dns-name',
] as const;

/** The first 46 fields, in CloudFront's order: `s-ip` was added to those of 2020. */
export const fields46 = [
  ...fieldsOf2020.toSpliced(2, 0, 's-ip' as never),
  ...disputedFields,
] as readonly string[];

/** Twelve fields, as a small configuration has them. */
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
