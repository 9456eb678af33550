import { noWindow } from '../../core/insight/rowSource.ts';

/** Requests, and what they add to a measure. */
export interface CountedRequests {
  /** 0 in the selection, more in the baseline, `noWindow` outside. */
  readonly windows: Uint8Array;
  readonly events: Float64Array;
  /** Number of parts of equal length: the selection and those of the baseline. */
  readonly parts: number;
  /** Whether requests themselves are counted, instead of those of them with an event. */
  readonly isVolume: boolean;
  /** Session of each request; undefined if every request comes by itself. */
  readonly sessions: Int32Array | undefined;
}

/**
 * Standard deviation, by chance, of the events of the selection beyond those that the baseline lets expect, if each
 * session, or each request without one, falls into any part by chance. It is estimated from the baseline, in which no
 * cause is planted.
 *
 * @param rows the requests that are counted
 */
export function deviationByChance(
  { windows, events, parts, isVolume, sessions }: CountedRequests,
  rows: Iterable<number>,
): number {
  const baseline = [...rows].filter((row) => windows[row] > 0 && windows[row] !== noWindow);
  const sum = baseline.reduce((total, row) => total + (events[row] as number), 0);
  const usual = isVolume || baseline.length === 0 ? 0 : sum / baseline.length;
  const residuals = new Map<number, number>();
  for (const row of baseline) {
    const session = sessions?.[row] ?? row;
    residuals.set(session, (residuals.get(session) ?? 0) + (events[row] as number) - usual);
  }
  const squares = residuals.values().reduce((total, residual) => total + residual * residual, 0);
  // Of the selection and the baseline together: a session with residual r adds r²/(parts - 1) to the variance.
  return Math.sqrt((squares * parts) / (parts - 1) ** 2);
}
