import type { MaskCell } from '../cells.ts';
import type { Compared } from './scores.ts';

/** A mask as two numbers of 26 bits, because JavaScript's bit operations are limited to 32 bits. */
interface SplitMask {
  readonly low: number;
  readonly high: number;
}

/** Counts of the requests that match a mask. */
export interface SplitCell extends SplitMask, Compared {}

export const splitMask = (mask: number): SplitMask => ({
  low: mask % 2 ** 26,
  high: Math.floor(mask / 2 ** 26),
});

export const splitCell = ({ mask, selection, baseline }: MaskCell): SplitCell => ({
  ...splitMask(mask),
  selection,
  baseline,
});

export const hasAll = (cell: SplitMask, { low, high }: SplitMask) =>
  (cell.low & low) === low && (cell.high & high) === high;

/** Adds the counts of the cells that match all values of a mask. */
export function countMasks(cells: readonly SplitCell[], mask: number): Compared {
  const wanted = splitMask(mask);
  const [selection, baseline] = [
    { n: 0, k: 0 },
    { n: 0, k: 0 },
  ];
  for (const cell of cells) {
    if (!hasAll(cell, wanted)) continue;
    selection.n += cell.selection.n;
    selection.k += cell.selection.k;
    baseline.n += cell.baseline.n;
    baseline.k += cell.baseline.k;
  }
  return { selection, baseline };
}
