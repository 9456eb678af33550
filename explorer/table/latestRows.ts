import type { Segment } from './segment.ts';
import type { SelectedRows } from './selection.ts';

/** Location of a row. */
export interface RowPlace {
  readonly segment: Segment;
  readonly row: number;
}

/** Returns the latest of the selected rows, latest first. */
export function latestRows(selected: readonly SelectedRows[], max: number): RowPlace[] {
  let latest: (RowPlace & { readonly time: number })[] = [];
  let earliest = Number.NEGATIVE_INFINITY;
  const keep = () => {
    latest.sort((a, b) => b.time - a.time);
    latest = latest.slice(0, max);
    if (latest.length === max) earliest = latest[max - 1].time;
  };
  const newestFirst = [...selected].sort((a, b) => b.segment.lastTime - a.segment.lastTime);
  for (const { segment, rows, count } of newestFirst) {
    if (segment.lastTime <= earliest) continue;
    for (let place = count - 1; place >= 0; place--) {
      const time = segment.times[rows[place]];
      if (time <= earliest) continue;
      latest.push({ segment, row: rows[place], time });
      if (latest.length >= max * 4) keep();
    }
  }
  keep();
  return latest;
}
