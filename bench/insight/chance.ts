import { noWindow } from '../../core/insight/sources/rowSource.ts';

/** Requests, and the amount that each adds to a measure. */
export interface CountedRequests {
  /** 0 in the selection, greater than 0 in the baseline, `noWindow` outside. */
  readonly windows: Uint8Array;
  readonly events: Float64Array;
  /** Number of parts of equal length: the selection and the parts of the baseline. */
  readonly parts: number;
  /** Whether all requests are counted, instead of only requests with an event. */
  readonly isVolume: boolean;
  /** Session of each request; undefined if all requests are independent. */
  readonly sessions: Int32Array | undefined;
}

/**
 * Returns the standard deviation of the difference between the selection's events and the number expected
 * from the baseline, if each session (or each request, without sessions) is in a random part. It is estimated
 * from the baseline, in which no cause is planted.
 *
 * @param rows rows of the counted requests
 */
export function deviationByChance(
  { windows, events, parts, isVolume, sessions }: CountedRequests,
  rows: Iterable<number>,
): number {
  const baseline = [...rows].filter((row) => windows[row] > 0 && windows[row] !== noWindow);
  const sum = baseline.reduce((total, row) => total + events[row], 0);
  const usual = isVolume || baseline.length === 0 ? 0 : sum / baseline.length;
  const residuals = new Map<number, number>();
  for (const row of baseline) {
    const session = sessions?.[row] ?? row;
    residuals.set(session, (residuals.get(session) ?? 0) + events[row] - usual);
  }
  const squares = residuals.values().reduce((total, residual) => total + residual * residual, 0);
  // Includes the variance of both selection and baseline: a session with residual r adds r²/(parts - 1).
  return Math.sqrt((squares * parts) / (parts - 1) ** 2);
}
