import { columnName } from '../../core/fields/catalog.ts';
import type { FacetName } from '../../core/fields/facetNames.ts';

/** A property of requests by which the page groups and filters. */
export interface Facet {
  /** Name in URLs and in the API. */
  readonly id: string;
  /** Title on the page. */
  readonly label: string;
  /** CloudFront's field that it is made of. */
  readonly field: string;
  /** Its text as SQL over the lake's columns, in words that DuckDB and Athena both have. */
  readonly sql: string;
  /** Its values are made of that text by code, see `readFacet`: they group many texts into few. */
  readonly isDerived: boolean;
  /** Its name where changes are explained, if it takes part there. */
  readonly insight?: FacetName;
  /** Without a list of its own: findings filter by it. */
  readonly isHidden: boolean;
}

type Details = Partial<Omit<Facet, 'id' | 'label' | 'field'>>;

function facet(id: string, label: string, field: string, details: Details = {}): Facet {
  return { id, label, field, sql: `"${columnName(field)}"`, isHidden: false, isDerived: false, ...details };
}

/** A facet whose values are made as where changes are explained. */
function readAs(insight: FacetName): Details {
  return { insight, isDerived: true };
}

const path = { sql: "split_part(cs_uri_stem, '?', 1)" };

/** The facets, in the order in which the page shows them. One whose field is not logged is not shown. */
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
  facet('bot', 'Class of client', 'cs-user-agent', readAs('bot')),
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

/** The facet with this name; undefined if no facet has it. */
export function findFacet(id: string): Facet | undefined {
  return facetsById.get(id);
}

/** The facets that a lake with these columns has. */
export function facetsOf(columns: ReadonlySet<string>): Facet[] {
  return facets.filter(({ field }) => columns.has(columnName(field)));
}
