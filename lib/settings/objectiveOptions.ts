import { z } from 'zod';

/** How fast responses have to begin. */
export interface LatencyObjective {
  /** Milliseconds to the first byte, at the edge. */
  readonly milliseconds: number;
  /** Percentage of responses that have to begin within them, 94 to 99.99. */
  readonly percent: number;
}

/** A service level objective of a distribution, or of a cache behavior of it. */
export interface Objective {
  /** Such as `d111111abcdef8.cloudfront.net` or `d111111abcdef8.cloudfront.net /images/*`. */
  readonly series: string;
  /**
   * Percentage of requests that must not end with a status of 500 to 599, 94 to 99.999.
   *
   * @default - there is no objective for the availability
   */
  readonly availability?: number;
  /** @default - there is no objective for the latency */
  readonly latency?: LatencyObjective;
}

/** The budget of a lower objective could not burn 14.4 times too fast, even if every request were bad. */
const leastPercent = 94;

/** An objective has up to 6 alarms of each kind; a template holds 500 resources (CloudFormation user guide, 'Quotas', November 2026). */
const mostObjectives = 20;

/** The schema of the option `objectives`. */
export const objectivesSchema: z.ZodType<readonly Objective[]> = z
  .array(
    z
      .strictObject({
        series: z.string().min(1).max(150),
        availability: z.number().min(leastPercent).max(99.999).optional(),
        latency: z
          .strictObject({
            milliseconds: z.int().min(1).max(60_000),
            percent: z.number().min(leastPercent).max(99.99),
          })
          .optional(),
      })
      .refine(({ availability, latency }) => availability !== undefined || latency !== undefined),
  )
  .max(mostObjectives)
  .refine((all) => new Set(all.map(({ series }) => series)).size === all.length)
  .transform((all) => all as Objective[]);

/** What the option may be, to complete 'expected …'. */
export const expectedObjectives =
  `a list of at most ${mostObjectives} objectives, one for each series: { series, availability: a percentage from ${leastPercent} to 99.999, ` +
  `latency: { milliseconds, percent from ${leastPercent} to 99.99 } }, with one of the two or both`;
