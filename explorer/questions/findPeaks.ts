/** Bars that are much higher than the bars around them. */
export interface Peak {
  /** First and last bar. */
  readonly first: number;
  readonly last: number;
  /** Largest value, and its bar. */
  readonly value: number;
  readonly at: number;
  /** Usual value around the peak. */
  readonly usual: number;
}

/** When bars count as a peak. */
export interface PeakSettings {
  /** Minimum ratio to the usual value. */
  readonly factor: number;
  /** Minimum difference from the usual value. */
  readonly difference: number;
  /** Whether a bar has enough events to be meaningful. */
  readonly isSolid: (bar: number) => boolean;
}

/** Number of standard deviations from the median within which a bar counts as usual. */
const usualDeviations = 6;

/** For normally distributed noise, the median absolute deviation times this number is the standard deviation. */
const deviationFactor = 1.4826;

/** Minimum number of bars for a usual value. */
const minBars = 12;

/**
 * Finds runs of bars that are much higher than the bars around them, the most striking first. The usual value
 * is the median of the bars within a sixth of the window on both sides, so that a slow rise over the day is
 * not a peak.
 */
export function findPeaks(values: readonly (number | null)[], settings: PeakSettings): Peak[] {
  if (values.filter((value) => value !== null).length < minBars) return [];
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
    // A run as long as its surroundings is not a peak but a new level.
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
