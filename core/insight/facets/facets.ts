import { type Field, fields } from '../../fields/catalog.ts';
import type { FacetName } from '../../fields/facetNames.ts';
import { agentFamilyOf } from './agentFamily.ts';
import { botClassOf } from './botClass.ts';
import { pathTemplate } from './pathTemplate.ts';

export type { FacetName } from '../../fields/facetNames.ts';

/** Returns a record's value, given the name of the field. */
export type ReadValue = (field: string) => string | number | null;

/** A property by which requests are split. */
export interface Facet {
  readonly name: FacetName;
  /** Display name, as in `behavior /api/*`. */
  readonly title: string;
  /** Field of the catalog that contains the facet. */
  readonly field: Field;
  /**
   * Converts the field's value to the facet's value, as text; null if the request has no value. Slow for some facets:
   * call it once for each distinct value of the field.
   */
  readonly read: (value: string | number | null) => string | null;
  /** Whether the facet describes how a request ended, rather than what was requested, by whom, or where. */
  readonly isOutcome: boolean;
}

const asText = (value: string | number | null) => (value === null ? null : String(value));
const ofText = (convert: (text: string) => string | null) => (value: string | number | null) =>
  value === null ? null : convert(String(value));

type FacetDetails = Pick<Facet, 'title'> & Partial<Pick<Facet, 'read' | 'isOutcome'>>;

const details: Readonly<Record<FacetName, FacetDetails>> = {
  tenant: { title: 'tenant' },
  behavior: { title: 'behavior' },
  path: { title: 'path', read: ofText(pathTemplate) },
  origin: { title: 'origin' },
  host: { title: 'host', read: ofText((host) => host.toLowerCase()) },
  method: { title: 'method' },
  client: { title: 'viewer address' },
  asn: { title: 'network AS' },
  country: { title: 'country' },
  bot: { title: 'class of client', read: (value) => botClassOf(asText(value)) },
  agent: { title: 'user agent', read: (value) => agentFamilyOf(asText(value)) },
  airport: { title: 'airport', read: ofText((edge) => edge.slice(0, 3)) },
  edge: { title: 'edge location' },
  protocol: { title: 'protocol' },
  'http-version': { title: 'HTTP version' },
  'content-type': {
    title: 'content type',
    read: ofText((type) => type.split(';', 1)[0].trim().toLowerCase()),
    isOutcome: true,
  },
  status: { title: 'status', isOutcome: true },
  result: { title: 'result', isOutcome: true },
  'detailed-result': { title: 'detailed result', isOutcome: true },
};

/** The order in which an operator asks: what, then from where, then by whom. */
const ranks = Object.keys(details);

/** Returns a facet's position in the order in which an operator asks for facets. */
export const facetRank = (name: FacetName) => ranks.indexOf(name);

/** All facets, in the order of the fields in the catalog. */
export const facets: readonly Facet[] = fields.flatMap((field) =>
  (field.facets ?? []).map((name) => ({ read: asText, isOutcome: false, ...details[name], name, field })),
);

const facetsByName: ReadonlyMap<string, Facet> = new Map(facets.map((facet) => [facet.name, facet]));

/** Returns the facet with this name; undefined if the name is unknown. */
export function findFacet(name: string): Facet | undefined {
  return facetsByName.get(name);
}

/**
 * Returns the facets whose fields are logged.
 *
 * @param without names of fields whose facets are left out
 */
export function facetsOf(loggedFields: readonly string[], without: readonly string[] = []): Facet[] {
  return facets.filter(({ field }) => loggedFields.includes(field.name) && !without.includes(field.name));
}
