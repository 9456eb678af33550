import type { Layout } from './layout.ts';

const hour = 3_600_000;

/**
 * Hours for which records of a layout may still come after another took its place: 7 days, the longest for which
 * Lambda keeps trying a record of the stream (Lambda API reference, CreateEventSourceMapping, November 2026), and
 * half a day for edges that deliver late.
 */
const hoursOfReading = 7 * 24 + 12;

/**
 * Days for which a new layout must be distinguishable from one that was replaced. Longer than consumers continue to
 * read by it, so that none that started earlier still does.
 */
export const daysToStayDistinguishable = 8;

/** Whether a layout ended more than a number of hours before a time in epoch milliseconds. */
function endedBefore({ until }: Layout, time: number, hours: number): boolean {
  return until !== undefined && Date.parse(until) < time - hours * hour;
}

/** The layouts by which records are read at a time in epoch milliseconds. */
export function layoutsInUse(layouts: readonly Layout[], time: number): Layout[] {
  return layouts.filter((layout) => !endedBefore(layout, time, hoursOfReading));
}

/** Whether a new layout must be distinguishable from this one at a time in epoch milliseconds. */
export function mustBeDistinguishableFrom(layout: Layout, time: number): boolean {
  return !endedBefore(layout, time, daysToStayDistinguishable * 24);
}
