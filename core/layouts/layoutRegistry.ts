import { rejectConfusable } from './confusable.ts';
import type { Layout } from './layout.ts';
import { mustBeDistinguishableFrom } from './layoutTimes.ts';

/**
 * Adds the orders that records with new fields can have, before the fields are configured in CloudFront. Nothing is
 * removed: a known order stays unchanged or is used again. Any other expected order ends.
 *
 * Orders that are already used to read records are never rejected, so that a rollback can't fail.
 *
 * @param known the stored layouts
 * @param orders the fields in each expected order, see `expectedLayouts`
 * @param now epoch milliseconds
 * @returns the layouts to store; `known` itself if nothing changes
 * @throws Error with one sentence if records of an order could be mistaken for those of a layout of the last 8 days
 */
export function registerLayouts(
  known: readonly Layout[],
  orders: readonly (readonly string[])[],
  now: number,
): readonly Layout[] {
  const recent = known.filter((layout) => mustBeDistinguishableFrom(layout, now));
  const unread = orders.filter((order) => !recent.some(({ fields }) => isSameOrder(fields, order)));
  const others = recent.filter(({ fields }) => !orders.some((order) => isSameOrder(fields, order)));
  rejectConfusable(unread, others);
  const time = new Date(now).toISOString();
  const kept = known.map((layout) => {
    if (orders.some((order) => isSameOrder(layout.fields, order))) return withoutEnd(layout);
    return layout.status === 'expected' ? withEnd(layout, time) : layout;
  });
  const added = orders
    .filter((order) => !known.some(({ fields }) => isSameOrder(fields, order)))
    .map((fields): Layout => ({ fields, status: 'expected', since: time }));
  return keepIfEqual(known, [...kept, ...added]);
}

/** The fields that CloudFront returned, and the fields that were configured. */
export interface Confirmation {
  /** Fields in the order in which CloudFront sends them. */
  readonly order: readonly string[];
  /** The fields that were configured, in any order. */
  readonly configured: readonly string[];
}

/**
 * Stores the actual order. Expected orders of the same fields that contradict it are removed, unless
 * they were expected at another time whose records may still arrive. All other layouts end, except those of
 * the configured fields if CloudFront still returns other fields.
 *
 * @param now epoch milliseconds
 * @returns the layouts to store; `known` itself if nothing changes
 */
export function confirmLayout(
  known: readonly Layout[],
  { order, configured }: Confirmation,
  now: number,
): readonly Layout[] {
  const time = new Date(now).toISOString();
  const before = known.find(({ fields }) => isSameOrder(fields, order));
  const confirmed: Layout = { fields: order, status: 'confirmed', since: before?.since ?? time };
  const kept = known.filter((layout) => layout === before || !isWrongExpectation(layout, order, now));
  const noted = kept.map((layout) => {
    if (layout === before) return layout.status === 'confirmed' ? withoutEnd(layout) : confirmed;
    return isSameSet(layout.fields, configured) && !isSameSet(order, configured)
      ? layout
      : withEnd(layout, time);
  });
  return keepIfEqual(known, before === undefined ? [...noted, confirmed] : noted);
}

function isWrongExpectation(layout: Layout, order: readonly string[], now: number): boolean {
  if (layout.status !== 'expected' || !isSameSet(layout.fields, order)) return false;
  return layout.until === undefined || !mustBeDistinguishableFrom(layout, now);
}

function isSameOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, column) => name === other[column]);
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}

function withEnd(layout: Layout, until: string): Layout {
  return layout.until === undefined ? { ...layout, until } : layout;
}

function withoutEnd(layout: Layout): Layout {
  if (layout.until === undefined) return layout;
  const { until: _, ...rest } = layout;
  return rest;
}

function keepIfEqual(known: readonly Layout[], next: readonly Layout[]): readonly Layout[] {
  return next.length === known.length && next.every((layout, index) => layout === known[index])
    ? known
    : next;
}
