import { fields } from '../fields/catalog.ts';
import type { FacetName } from '../fields/facetNames.ts';
import { botClassOf } from '../insight/botClass.ts';

/**
 * Facets that a data point can have as an attribute, with the attribute's name: OpenTelemetry's semantic conventions
 * (version 1.37, attribute registry, November 2026) if they have one, otherwise a name below `aws.cloudfront`.
 *
 * Left out are facets with as many values as viewers choose: `path`, `client`, and `agent`.
 */
const attributeNames = {
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

/** Name of the attribute of a facet. */
export function attributeNameOf(facet: AttributeFacet): string {
  return attributeNames[facet];
}

/** Attributes of data points unless a configuration names others. */
export const defaultAttributes: readonly AttributeChoice[] = ['behavior', 'status', 'detailed-result'];

/** Name of the attribute that every data point has: the domain name of the distribution. */
export const distributionAttribute = 'aws.cloudfront.distribution';

/** Value that counts together what is beyond the limit of an attribute's values. */
export const otherValue = 'other';

/**
 * What a configuration may name: a facet, or a key of the text that CloudFront Functions write to the log, such as
 * `request-log:plan` for the `plan` of `viewer-request-log-data`.
 */
export type AttributeChoice = AttributeFacet | `request-log:${string}` | `response-log:${string}`;

/** An attribute of data points. */
export interface Attribute {
  /** Key of the attribute. */
  readonly name: string;
  /** Field that its value is read from. */
  readonly field: string;
  /** The value by the field's value; undefined if there is none. */
  readonly read: (value: string) => string | undefined;
}

const logDataFields = {
  'request-log': 'viewer-request-log-data',
  'response-log': 'viewer-response-log-data',
} as const;

const logDataChoice = /^(request-log|response-log):([A-Za-z0-9_.-]{1,64})$/;

/** Whether a text names an attribute. */
export function isAttributeChoice(text: string): text is AttributeChoice {
  return text in attributeNames || logDataChoice.test(text);
}

/**
 * The attribute that a configuration names.
 *
 * @throws Error if there is none of that name
 */
export function attributeOf(choice: AttributeChoice): Attribute {
  if (choice in attributeNames) return facetAttribute(choice as AttributeFacet);
  const [, source, key] = logDataChoice.exec(choice) ?? [];
  if (source === undefined || key === undefined)
    throw new Error(
      `expected an attribute (${attributeFacets.join(', ')}, request-log:KEY or response-log:KEY), got '${choice}'`,
    );
  return {
    name: `aws.cloudfront.${source.replace('-', '_')}.${key}`,
    field: logDataFields[source as keyof typeof logDataFields],
    read: (text) => valueOfKey(text, key),
  };
}

function facetAttribute(facet: AttributeFacet): Attribute {
  const field = fields.find(({ facets }) => facets?.includes(facet))?.name;
  if (field === undefined)
    throw new Error(`expected the catalog to have a field of the facet '${facet}', got none`);
  return { name: attributeNames[facet], field, read: readers[facet] ?? ((value) => value) };
}

/** User agents whose class is remembered. */
const mostRemembered = 10_000;
const botClasses = new Map<string, string>();

/** The class of a user agent, found once for each: finding it takes about 0.05 ms. */
function rememberedBotClass(userAgent: string): string {
  let botClass = botClasses.get(userAgent);
  if (botClass === undefined) {
    botClass = botClassOf(userAgent);
    if (botClasses.size === mostRemembered) botClasses.clear();
    botClasses.set(userAgent, botClass);
  }
  return botClass;
}

const readers: Partial<Record<AttributeFacet, Attribute['read']>> = {
  host: (host) => host.toLowerCase(),
  bot: rememberedBotClass,
  airport: (location) => location.slice(0, 3),
  'http-version': (version) => version.replace(/^HTTP\//, ''),
  'content-type': (type) => (type.split(';', 1)[0] as string).trim().toLowerCase(),
};

/** The value of a key in a text that is a JSON object, or pairs such as `plan=pro&beta=1`. */
function valueOfKey(text: string, key: string): string | undefined {
  if (text.startsWith('{')) return valueInJson(text, key);
  for (const pair of text.split(/[&;,\s]+/)) {
    const equals = pair.search(/[=:]/);
    if (equals > 0 && pair.slice(0, equals) === key) return pair.slice(equals + 1);
  }
  return undefined;
}

function valueInJson(text: string, key: string): string | undefined {
  try {
    const value: unknown = (JSON.parse(text) as Readonly<Record<string, unknown>>)[key];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
  } catch {
    return undefined;
  }
}
