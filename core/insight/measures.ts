import { type Field, fields } from '../fields/catalog.ts';
import { resultTypeFields } from '../metrics/definitions.ts';
import { type FacetName, facets } from './facets/facets.ts';

/** Measures whose changes can be explained. */
export const measureNames = ['requests', 'bytes', 'errors', '4xx', '5xx', 'misses', 'ttfb', 'taken'] as const;

/** Name of a measure. */
export type MeasureName = (typeof measureNames)[number];

/**
 * How a measure is counted. For a `ratio`, requests with an event are compared with all requests; for a `volume`,
 * an amount with the total amount; for a `latency`, requests slower than the baseline's 95th percentile with all
 * requests.
 */
export type MeasureKind = 'ratio' | 'volume' | 'latency';

/** A quantity whose change is explained. */
export interface Measure {
  readonly name: MeasureName;
  readonly kind: MeasureKind;
  /** Display name, in the plural: `82% of the additional 5xx responses`. */
  readonly title: string;
  /** Fields that the measure is computed from. From each group, the first logged field is used. */
  readonly fields: readonly (readonly string[])[];
  /** Facets that repeat the measure, so they explain nothing. */
  readonly without: readonly FacetName[];
  /** Facets of `without` that describe a finding by its most frequent outcome. */
  readonly details: readonly FacetName[];
}

const outcomes: readonly FacetName[] = facets.filter(({ isOutcome }) => isOutcome).map(({ name }) => name);
const details: readonly FacetName[] = ['detailed-result', 'status'];

// biome-ignore format: a table, one measure a line
const table: readonly Measure[] = [
  { name: 'requests', kind: 'volume', title: 'requests', fields: [], without: [], details: [] },
  { name: 'bytes', kind: 'volume', title: 'bytes', fields: [['sc-bytes']], without: [], details: [] },
  { name: 'errors', kind: 'ratio', title: 'errors', fields: [['sc-status']], without: outcomes, details },
  { name: '4xx', kind: 'ratio', title: '4xx responses', fields: [['sc-status']], without: outcomes, details },
  { name: '5xx', kind: 'ratio', title: '5xx responses', fields: [['sc-status']], without: outcomes, details },
  { name: 'misses', kind: 'ratio', title: 'cache misses', fields: [resultTypeFields], without: ['result', 'detailed-result', 'origin'], details: [] },
  { name: 'ttfb', kind: 'latency', title: 'slow first bytes', fields: [['time-to-first-byte']], without: [], details: [] },
  { name: 'taken', kind: 'latency', title: 'slow responses', fields: [['time-taken']], without: [], details: [] },
];

const byName: ReadonlyMap<string, Measure> = new Map(table.map((measure) => [measure.name, measure]));

/** Returns the measure with this name. */
export function measureNamed(name: MeasureName): Measure {
  return byName.get(name) as Measure;
}

const fieldsOfMeasures = new Set(['timestamp', ...table.flatMap((measure) => measure.fields.flat())]);

/** Fields that facets and measures use. */
export const insightFields: readonly Field[] = fields.filter(
  ({ facets, name }) => facets !== undefined || fieldsOfMeasures.has(name),
);

/** Returns the facets that an explanation of a measure uses. */
export function facetsOfMeasure<T extends { readonly name: FacetName }>(
  { without, details }: Measure,
  all: readonly T[],
): T[] {
  return all.filter(({ name }) => !without.includes(name) || details.includes(name));
}

/** Returns the logged fields that a measure is computed from; undefined if a required field is not logged. */
export function fieldsOfMeasure({ fields }: Measure, loggedFields: readonly string[]): string[] | undefined {
  const found = fields.map((group) => group.find((name) => loggedFields.includes(name)));
  return found.every((name) => name !== undefined) ? found : undefined;
}

/** Result types of a request that the cache did not answer. */
export const missTypes: readonly string[] = ['Miss', 'MissGeneratedResponse'];

/**
 * Returns the amount that a request adds to a measure, given the value of the measure's field: 1 or 0 for events, bytes
 * for `bytes`, the value itself for a latency (seconds). Null excludes the request.
 */
export function amountOf(name: MeasureName, value: string | number | null): number | null {
  switch (name) {
    case 'requests':
      return 1;
    case 'bytes':
    case 'ttfb':
    case 'taken':
      return value === null ? null : Number(value);
    case 'misses':
      return missTypes.includes(String(value)) ? 1 : 0;
    case 'errors':
      return isStatus(value, 400, 600) ? 1 : 0;
    case '4xx':
      return isStatus(value, 400, 500) ? 1 : 0;
    default:
      return isStatus(value, 500, 600) ? 1 : 0;
  }
}

function isStatus(value: string | number | null, from: number, to: number): boolean {
  return value !== null && Number(value) >= from && Number(value) < to;
}
