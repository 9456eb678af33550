import { botClassOf } from '../insight/facets/botClass.ts';
import { findFacet } from '../insight/facets/facets.ts';
import { didYouMean } from '../suggestion.ts';
import {
  type AttributeChoice,
  type AttributeFacet,
  attributeFacets,
  attributeNames,
  logDataChoice,
} from './attributeChoice.ts';

/** Name of the attribute that every data point has: the domain name of the distribution. */
export const distributionAttribute = 'aws.cloudfront.distribution';

/** Value that combines all values beyond an attribute's limit. */
export const otherValue = 'other';

/** An attribute of data points. */
export interface Attribute {
  /** Key of the attribute. */
  readonly name: string;
  /** Field that contains the value. */
  readonly field: string;
  /** Returns the attribute's value for a field's value; undefined if the attribute is absent. */
  readonly read: (value: string) => string | undefined;
}

const logDataFields = {
  'request-log': 'viewer-request-log-data',
  'response-log': 'viewer-response-log-data',
} as const;

/**
 * Returns the attribute for a name in the configuration.
 *
 * @throws Error if no attribute has that name
 */
export function attributeOf(choice: AttributeChoice): Attribute {
  if (choice in attributeNames) return facetAttribute(choice as AttributeFacet);
  const [, source, key] = logDataChoice.exec(choice) ?? [];
  if (source === undefined || key === undefined)
    throw new Error(
      `expected an attribute (${attributeFacets.join(', ')}, request-log:KEY or response-log:KEY), got '${choice}'${didYouMean(choice, attributeFacets)}`,
    );
  return {
    name: `aws.cloudfront.${source.replace('-', '_')}.${key}`,
    field: logDataFields[source as keyof typeof logDataFields],
    read: (text) => valueOfKey(text, key),
  };
}

function facetAttribute(name: AttributeFacet): Attribute {
  const facet = findFacet(name);
  if (facet === undefined)
    throw new Error(`expected the catalog to contain a field for the facet '${name}', got none`);
  const read = readers[name] ?? ((value: string) => facet.read(value) ?? undefined);
  return { name: attributeNames[name], field: facet.field.name, read };
}

/** Maximum number of user agents whose class is cached. */
const maxRemembered = 10_000;
const botClasses = new Map<string, string>();

/** Returns the class of a user agent. The result is cached, because classifying takes about 0.05 ms. */
function rememberedBotClass(userAgent: string): string {
  let botClass = botClasses.get(userAgent);
  if (botClass === undefined) {
    botClass = botClassOf(userAgent);
    if (botClasses.size === maxRemembered) botClasses.clear();
    botClasses.set(userAgent, botClass);
  }
  return botClass;
}

/** Readers for attributes whose values differ from the facet's values or are slow to compute. */
const readers: Partial<Record<AttributeFacet, Attribute['read']>> = {
  bot: rememberedBotClass,
  'http-version': (version) => version.replace(/^HTTP\//, ''),
};

/** Returns the value of a key in text that is a JSON object or pairs such as `plan=pro&beta=1`. */
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
