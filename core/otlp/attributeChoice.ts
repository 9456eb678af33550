import type { FacetName } from '../fields/facetNames.ts';

/**
 * Facets that can be attributes of data points, with the attribute's name: the name in OpenTelemetry's semantic
 * conventions (version 1.37, attribute registry, November 2026) if there is one, otherwise a name below
 * `aws.cloudfront`.
 *
 * The facets `path`, `client`, and `agent` are excluded, because viewers can create any number of values.
 */
export const attributeNames = {
  behavior: 'aws.cloudfront.cache_behavior',
  host: 'server.address',
  status: 'http.response.status_code',
  result: 'aws.cloudfront.result_type',
  'detailed-result': 'aws.cloudfront.detailed_result_type',
  edge: 'aws.cloudfront.edge_location',
  airport: 'aws.cloudfront.edge_airport',
  country: 'geo.country.iso_code',
  asn: 'aws.cloudfront.viewer_asn',
  method: 'http.request.method',
  protocol: 'url.scheme',
  'http-version': 'network.protocol.version',
  origin: 'aws.cloudfront.origin',
  'content-type': 'http.response.header.content-type',
  tenant: 'aws.cloudfront.distribution_tenant',
  bot: 'aws.cloudfront.client_class',
} as const satisfies Partial<Record<FacetName, string>>;

/** Facets that a configuration can turn into attributes. */
export type AttributeFacet = keyof typeof attributeNames;

export const attributeFacets = Object.keys(attributeNames) as readonly AttributeFacet[];

/** Returns the name of a facet's attribute. */
export function attributeNameOf(facet: AttributeFacet): string {
  return attributeNames[facet];
}

/** Default attributes of data points. */
export const defaultAttributes: readonly AttributeChoice[] = ['behavior', 'status', 'detailed-result'];

/**
 * An attribute in the configuration: a facet, or a key of the text that CloudFront Functions write to the log, such as
 * `request-log:plan` for the `plan` of `viewer-request-log-data`.
 */
export type AttributeChoice = AttributeFacet | `request-log:${string}` | `response-log:${string}`;

/** Matches a key of the text that CloudFront Functions write, with its source. */
export const logDataChoice = /^(request-log|response-log):([A-Za-z0-9_.-]{1,64})$/;

/** Whether a text names an attribute. */
export function isAttributeChoice(text: string): text is AttributeChoice {
  return text in attributeNames || logDataChoice.test(text);
}
