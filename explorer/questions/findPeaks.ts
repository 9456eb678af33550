/** Bars that stick out of those around them. */
export interface Peak {
  /** First and last bar. */
  readonly first: number;
  readonly last: number;
  /** Largest value among them, and where it is. */
  readonly value: number;
  readonly at: number;
  /** Value that is usual around them. */
  readonly usual: number;
}

/** When bars stick out. */
export interface PeakSettings {
  /** Least factor over what is usual. */
  readonly factor: number;
  /** Least difference from what is usual. */
  readonly difference: number;
  /** Whether a bar has enough events to say anything. */
  readonly isSolid: (bar: number) => boolean;
}

/** Deviations from the median that a usual bar stays within. */
const usualDeviations = 6;

/** A median absolute deviation times this is the standard deviation of normal noise. */
const deviationFactor = 1.4826;

/** Fewest bars that say what is usual. */
const fewestBars = 12;

/**
 * The stretches of bars that stick out of their surroundings, the most striking first. What is usual is the median
 * of the bars within a sixth of the window on both sides, so that a slow rise over the day is none.
 */
export function findPeaks(values: readonly (number | null)[], settings: PeakSettings): Peak[] {
  if (values.filter((value) => value !== null).length < fewestBars) return [];
  const reach = Math.max(6, Math.ceil(values.length / 6));
  const isOut = values.map((value, bar) => {
    if (value === null || !settings.isSolid(bar)) return false;
    const { usual, deviation } = around(values, bar, reach);
    const limit = usual + Math.max(usualDeviations * deviation, settings.difference);
    return value > limit && value >= usual * settings.factor;
  });
  const peaks: Peak[] = [];
  for (let bar = 0; bar < values.length; bar++) {
    if (!isOut[bar]) continue;
    let last = bar;
    while (isOut[last + 1]) last++;
    let at = bar;
    for (let next = bar; next <= last; next++) if ((values[next] ?? 0) > (values[at] ?? 0)) at = next;
    const { usual } = around(values, at, reach);
    // A stretch as long as the surroundings is no peak but another level.
    if (last - bar + 1 < reach) peaks.push({ first: bar, last, at, value: values[at] as number, usual });
    bar = last;
  }
  return peaks.sort((a, b) => b.value - b.usual - (a.value - a.usual));
}

function around(values: readonly (number | null)[], bar: number, reach: number) {
  const first = Math.max(0, Math.min(bar - reach, values.length - 2 * reach - 1));
  const near = values.slice(first, first + 2 * reach + 1).filter((value) => value !== null);
  const usual = median(near);
  return { usual, deviation: deviationFactor * median(near.map((value) => Math.abs(value - usual))) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
