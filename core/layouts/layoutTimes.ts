import type { Layout } from './layout.ts';

const hour = 3_600_000;

/**
 * Hours during which records of a layout may still arrive after another layout replaced it: 7 days, the longest time
 * for which Lambda retries a record of the stream (Lambda API reference, CreateEventSourceMapping, November 2026), plus
 * half a day for edge locations that deliver late.
 */
const hoursOfReading = 7 * 24 + 12;

/**
 * Days for which a new layout must be distinguishable from a replaced one. This is longer than consumers use
 * the replaced layout, so that no consumer still uses it.
 */
export const daysToStayDistinguishable = 8;

/** Whether a layout ended more than a number of hours before a time in epoch milliseconds. */
function endedBefore({ until }: Layout, time: number, hours: number): boolean {
  return until !== undefined && Date.parse(until) < time - hours * hour;
}

/** Returns the layouts for reading records at a time in epoch milliseconds. */
export function layoutsInUse(layouts: readonly Layout[], time: number): Layout[] {
  return layouts.filter((layout) => !endedBefore(layout, time, hoursOfReading));
}

/** Whether a new layout must be distinguishable from this one at a time in epoch milliseconds. */
export function mustBeDistinguishableFrom(layout: Layout, time: number): boolean {
  return !endedBefore(layout, time, daysToStayDistinguishable * 24);
}
