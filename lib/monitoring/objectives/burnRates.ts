/**
 * A rate at which an error budget burns: 1 uses it up in exactly 30 days. The alarm is raised if the rates over both
 * windows are higher, so that only a lasting problem raises it, and it ends soon after the problem. See the Site
 * Reliability Workbook (Google, 2018), chapter 5, 'Multiwindow, Multi-Burn-Rate Alerts'.
 */
export interface BurnRate {
  /** Part of the alarm's title. */
  readonly name: 'fast burn' | 'slow burn';
  /** Number of 30-day budgets that would be used up in 30 days. */
  readonly rate: number;
  /** Length of the long window, in minutes. */
  readonly longMinutes: number;
  /** Length of the short window, in minutes. */
  readonly shortMinutes: number;
  /** How much of the budget burns at this rate. Completes the phrase 'a rate that uses up …'. */
  readonly meaning: string;
}

/** The two rates: one that needs attention now, and one that needs attention today. */
export const burnRates: readonly BurnRate[] = [
  {
    name: 'fast burn',
    rate: 14.4,
    longMinutes: 60,
    shortMinutes: 5,
    meaning: '2% of the 30-day error budget in an hour',
  },
  {
    name: 'slow burn',
    rate: 6,
    longMinutes: 360,
    shortMinutes: 30,
    meaning: '5% of the 30-day error budget in six hours',
  },
];

/** Minimum number of requests in a window; with fewer, a single error would use up too much of the budget. */
export const minRequests = 100;
