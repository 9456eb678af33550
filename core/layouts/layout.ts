import { type Field, fields, findField } from '../fields/catalog.ts';
import { didYouMean } from '../suggestion.ts';

/** The ordered fields of a record, as CloudFront is known or expected to send them. */
export interface Layout {
  /** Names of the fields in the order of the record's columns. */
  readonly fields: readonly string[];
  /** `confirmed` if CloudFront returned this order, `expected` before that. */
  readonly status: 'confirmed' | 'expected';
  /** When the layout first became known: ISO 8601, UTC. */
  readonly since: string;
  /** When another layout replaced it: ISO 8601, UTC. Absent if the layout is in use, or will be. */
  readonly until?: string;
}

/** A field that is not in the catalog, with its position: directly after a field of the same list. */
export interface UnknownField {
  readonly name: string;
  /** Name of the field that it follows in a record. */
  readonly after: string;
}

/** A field in the configuration. */
export type ConfiguredField = string | UnknownField;

/** Fields 42-46 in the order of the 64-field guide, which differs from the current guide. */
const orderOf64FieldGuide = [
  'origin-fbl',
  'origin-lbl',
  'asn',
  'primary-distribution-id',
  'primary-distribution-dns-name',
];

/**
 * Returns the layouts that records of a configuration can have, the most likely first: CloudFront's order, which
 * doesn't depend on the order in the configuration, and, if the published orders differ for its fields (42-46), the
 * other order.
 *
 * @param configured names of known fields in any order, each once, and unknown fields with their positions
 * @param since when the configuration became known: ISO 8601, UTC
 * @throws Error that names a field that is unknown, repeated, or has no position
 */
export function expectedLayouts(
  configured: readonly ConfiguredField[],
  since = '1970-01-01T00:00:00Z',
): Layout[] {
  const canonical = canonicalOrder(configured);
  const orders = [canonical];
  const other = inOrderOf64FieldGuide(canonical);
  if (other.some((name, column) => name !== canonical[column])) orders.push(other);
  return orders.map((names) => ({ fields: names, status: 'expected', since }));
}

/** Sorts fields in CloudFront's order. See {@link expectedLayouts} for valid fields. */
export function canonicalOrder(configured: readonly ConfiguredField[]): string[] {
  const known = configured.filter((field) => typeof field === 'string');
  const unknown = configured.filter((field) => typeof field !== 'string');
  if (configured.length === 0) throw new Error('expected at least one field, got an empty list');
  rejectRepeated([...known, ...unknown.map((field) => field.name)]);
  const order = known
    .map((name) => knownField(name))
    .sort((a, b) => a.position - b.position)
    .map((field) => field.name);
  let waiting = unknown;
  while (waiting.length > 0) {
    const placed = waiting.filter((field) => order.includes(field.after));
    if (placed.length === 0) throw new Error(placeMissing(waiting[0]));
    for (const { name, after } of placed) order.splice(order.indexOf(after) + 1, 0, name);
    waiting = waiting.filter((field) => !placed.includes(field));
  }
  return order;
}

/**
 * Merges the fields of several layouts, each once, in CloudFront's order. Fields that are not in the catalog follow
 * the same field as in their layout.
 */
export function mergeFields(lists: readonly (readonly string[])[]): string[] {
  const merged = fields
    .map((field) => field.name)
    .filter((name) => lists.some((list) => list.includes(name)));
  for (const list of lists) {
    for (const [index, name] of list.entries()) {
      if (!merged.includes(name)) merged.splice(merged.indexOf(list[index - 1] ?? '') + 1, 0, name);
    }
  }
  return merged;
}

function knownField(name: string): Field {
  const field = findField(name);
  if (field) return field;
  const known = fields.map((candidate) => candidate.name);
  const suggestion = didYouMean(name, known);
  throw new Error(
    `expected a field of CloudFront's real-time logs, got '${name}'${suggestion === '' ? '; for' : `${suggestion} For`} ` +
      `a field newer than this catalog of ${fields.length}, give its place as '${name}:after=FIELD'`,
  );
}

function placeMissing({ name, after }: UnknownField): string {
  return `expected the field that '${name}' follows to be in the list too, got '${after}'`;
}

function rejectRepeated(names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Error(`expected each field once, got '${repeated}' twice`);
}

function inOrderOf64FieldGuide(canonical: readonly string[]): string[] {
  const reordered = orderOf64FieldGuide.filter((name) => canonical.includes(name));
  return canonical.map((name) => (orderOf64FieldGuide.includes(name) ? (reordered.shift() as string) : name));
}
