import { columnName } from '../../core/fields/catalog.ts';

/** A property of requests by which the page groups and filters. */
export interface Facet {
  /** Name in URLs and in the API. */
  readonly id: string;
  /** Title on the page. */
  readonly label: string;
  /** CloudFront's fields that it is made of. */
  readonly fields: readonly string[];
  /** Its text as SQL over the lake's columns, in words that DuckDB and Athena both have. */
  readonly sql: string;
  /** The result of a request and not a property of it: left out when errors are explained. */
  readonly isOutcome: boolean;
  /** Many different values, so that the page shows it as a long list with a search. */
  readonly isLong: boolean;
}

const named = (id: string, label: string, field: string, traits: Traits = {}) =>
  facet(id, label, [field], columnName(field), traits);

interface Traits {
  readonly isOutcome?: true;
  readonly isLong?: true;
}

function facet(
  id: string,
  label: string,
  fields: readonly string[],
  sql: string,
  traits: Traits = {},
): Facet {
  return { id, label, fields, sql, isOutcome: traits.isOutcome === true, isLong: traits.isLong === true };
}

/** The facets, in the order in which the page shows them. One whose fields are not logged is not shown. */
export const facets: readonly Facet[] = [
  named('host', 'Host', 'cs-host'),
  facet('path', 'Path', ['cs-uri-stem'], "split_part(cs_uri_stem, '?', 1)", { isLong: true }),
  named('country', 'Country', 'c-country'),
  facet('status', 'Status', ['sc-status'], 'CAST(sc_status AS varchar)', { isOutcome: true }),
  named('behavior', 'Cache behavior', 'cache-behavior-path-pattern'),
  named('result', 'Cache result', 'x-edge-detailed-result-type', { isOutcome: true }),
  named('edge', 'Edge location', 'x-edge-location'),
  facet('network', 'Network (ASN)', ['asn'], 'CAST(asn AS varchar)'),
  named('client', 'Client address', 'c-ip', { isLong: true }),
  named('agent', 'User agent', 'cs-user-agent', { isLong: true }),
  facet('referrer', 'Referring site', ['cs-referer'], "split_part(split_part(cs_referer, '://', 2), '/', 1)"),
  named('method', 'Method', 'cs-method'),
  named('type', 'Content type', 'sc-content-type'),
  named('protocol', 'HTTP version', 'cs-protocol-version'),
  named('tls', 'TLS version', 'ssl-protocol'),
  named('distribution', 'Distribution', 'x-host-header'),
  named('tenant', 'Distribution tenant', 'distribution-tenant-id'),
  named('origin', 'Origin', 'r-host'),
  named('content', 'Media content', 'cmcd-content-id'),
  named('stream', 'Live or on demand', 'cmcd-stream-type'),
];

const facetsById = new Map(facets.map((one) => [one.id, one]));

/** The facet of that name, or undefined if there is none. */
export function findFacet(id: string): Facet | undefined {
  return facetsById.get(id);
}

/** The facets that a lake with these columns has. */
export function facetsOf(columns: ReadonlySet<string>): Facet[] {
  return facets.filter(({ fields }) => fields.every((field) => columns.has(columnName(field))));
}
