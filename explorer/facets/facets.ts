import { columnName } from '../../core/fields/catalog.ts';
import type { FacetName } from '../../core/fields/facetNames.ts';

/** A property of requests that the page groups and filters by. */
export interface Facet {
  /** Name in URLs and in the API. */
  readonly id: string;
  /** Title on the page. */
  readonly label: string;
  /** CloudFront field that the values come from. */
  readonly field: string;
  /** SQL expression for the value, over the lake's columns. It works in both DuckDB and Athena. */
  readonly sql: string;
  /** The value is derived from the SQL's text by `readFacet`, which groups many texts into few values. */
  readonly isDerived: boolean;
  /** Name of the facet in explanations; undefined if explanations don't use it. */
  readonly insight?: FacetName;
  /** The page shows no list for this facet, but explanations can filter by it. */
  readonly isHidden: boolean;
}

type Details = Partial<Omit<Facet, 'id' | 'label' | 'field'>>;

function facet(id: string, label: string, field: string, details: Details = {}): Facet {
  return { id, label, field, sql: `"${columnName(field)}"`, isHidden: false, isDerived: false, ...details };
}

/** Describes a facet whose values are derived the same way as in explanations. */
function readAs(insight: FacetName): Details {
  return { insight, isDerived: true };
}

const path = { sql: "split_part(cs_uri_stem, '?', 1)" };

/** The facets, in the order in which the page shows them. Facets whose field isn't logged are not shown. */
export const facets: readonly Facet[] = [
  facet('host', 'Host', 'cs-host', { insight: 'host' }),
  facet('path', 'Path', 'cs-uri-stem', path),
  facet('country', 'Country', 'c-country', { insight: 'country' }),
  facet('status', 'Status', 'sc-status', { sql: 'CAST(sc_status AS varchar)', insight: 'status' }),
  facet('behavior', 'Cache behavior', 'cache-behavior-path-pattern', { insight: 'behavior' }),
  facet('result', 'Cache result', 'x-edge-detailed-result-type', { insight: 'detailed-result' }),
  facet('edge', 'Edge location', 'x-edge-location', { insight: 'edge' }),
  facet('asn', 'Network (ASN)', 'asn', { sql: 'CAST(asn AS varchar)', insight: 'asn' }),
  facet('client', 'Client address', 'c-ip', { insight: 'client' }),
  facet('agent', 'Client', 'cs-user-agent', readAs('agent')),
  facet('bot', 'Client class', 'cs-user-agent', readAs('bot')),
  facet('user-agent', 'User agent', 'cs-user-agent'),
  facet('referrer', 'Referring site', 'cs-referer', {
    sql: "split_part(split_part(cs_referer, '://', 2), '/', 1)",
  }),
  facet('method', 'Method', 'cs-method', { insight: 'method' }),
  facet('content-type', 'Content type', 'sc-content-type', { insight: 'content-type' }),
  facet('http-version', 'HTTP version', 'cs-protocol-version', { insight: 'http-version' }),
  facet('protocol', 'Protocol', 'cs-protocol', { insight: 'protocol' }),
  facet('tls', 'TLS version', 'ssl-protocol'),
  facet('distribution', 'Distribution', 'x-host-header'),
  facet('tenant', 'Distribution tenant', 'distribution-tenant-id', { insight: 'tenant' }),
  facet('origin', 'Origin', 'r-host', { insight: 'origin' }),
  facet('content', 'Media content', 'cmcd-content-id'),
  facet('stream', 'Live or on demand', 'cmcd-stream-type'),
  facet('path-pattern', 'Path pattern', 'cs-uri-stem', { ...path, ...readAs('path'), isHidden: true }),
  facet('airport', 'Edge city', 'x-edge-location', { ...readAs('airport'), isHidden: true }),
];

const facetsById = new Map(facets.map((one) => [one.id, one]));

/** Returns the facet with this id, or undefined. */
export function findPageFacet(id: string): Facet | undefined {
  return facetsById.get(id);
}

/** Returns the facets of a lake with these columns. */
export function pageFacetsOf(columns: ReadonlySet<string>): Facet[] {
  return facets.filter(({ field }) => columns.has(columnName(field)));
}
