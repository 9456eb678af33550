/**
 * How fast an error budget may burn: 1 uses it up in exactly 30 days. Both windows have to be above the rate, so that
 * the alarm is raised by what lasts, and ends soon after it ended. By the Site Reliability Workbook (Google, 2018),
 * chapter 5, 'Multiwindow, Multi-Burn-Rate Alerts'.
 */
export interface BurnRate {
  /** As the title of the alarm has it. */
  readonly name: 'fast burn' | 'slow burn';
  /** Budgets of 30 days that burn in 30 days. */
  readonly rate: number;
  /** Minutes of the long and of the short window. */
  readonly longMinutes: number;
  readonly shortMinutes: number;
  /** What the rate means for the budget, to complete 'it burns …'. */
  readonly meaning: string;
}

/** The two rates: one that needs somebody now, and one that needs somebody today. */
export const burnRates: readonly BurnRate[] = [
  {
    name: 'fast burn',
    rate: 14.4,
    longMinutes: 60,
    shortMinutes: 5,
    meaning: '2 % of the error budget of 30 days in an hour',
  },
  {
    name: 'slow burn',
    rate: 6,
    longMinutes: 360,
    shortMinutes: 30,
    meaning: '5 % of the error budget of 30 days in six hours',
  },
];

/** Requests that the long window needs; with fewer, a single error would burn the budget. */
export const fewestRequests = 100;
