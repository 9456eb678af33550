import { z } from 'zod';

/** How fast responses must start. */
export interface LatencyObjective {
  /** Maximum time to the first byte, measured at the edge, in milliseconds. */
  readonly milliseconds: number;
  /** Percentage of responses that must start within this time, 94 to 99.99. */
  readonly percent: number;
}

/** A service level objective of a distribution or cache behavior. */
export interface Objective {
  /** Distribution (`d111111abcdef8.cloudfront.net`) or cache behavior (`d111111abcdef8.cloudfront.net /images/*`). */
  readonly series: string;
  /**
   * Percentage of requests that must not end with a status of 500 to 599, 94 to 99.999.
   *
   * @default - no objective for availability
   */
  readonly availability?: number;
  /**
   * How fast responses must start.
   *
   * @default - no objective for latency
   */
  readonly latency?: LatencyObjective;
}

/** With a lower percentage, the budget could not burn 14.4 times too fast, even if every request were bad. */
const minPercent = 94;

/** An objective has up to 6 alarms of each kind, and a template at most 500 resources (CloudFormation user guide, 'Quotas', November 2026). */
const maxObjectives = 20;

/**
 * The schema of a series: a host, or a host, a space, and the path pattern of a cache behavior. Both are dimensions, which
 * have at most 255 ASCII characters (CloudWatch API reference, 'Dimension', November 2026).
 */
export const seriesSchema: z.ZodType<string> = z.string().regex(/^[!-~]{1,255}( [!-~]{1,255})?$/);

/** The schema of the option `objectives`. */
export const objectivesSchema: z.ZodType<readonly Objective[]> = z
  .array(
    z
      .strictObject({
        series: seriesSchema.refine((series) => series.length <= 150),
        availability: z.number().min(minPercent).max(99.999).optional(),
        latency: z
          .strictObject({
            milliseconds: z.int().min(1).max(60_000),
            percent: z.number().min(minPercent).max(99.99),
          })
          .optional(),
      })
      .refine(({ availability, latency }) => availability !== undefined || latency !== undefined),
  )
  .max(maxObjectives)
  .refine((all) => new Set(all.map(({ series }) => series)).size === all.length)
  .transform((all) => all as Objective[]);

/** Describes the valid values of the option `objectives`. Completes the phrase 'expected …'. */
export const expectedObjectives =
  `a list of at most ${maxObjectives} objectives, one for each series: { series, availability: a percentage from ${minPercent} to 99.999, ` +
  `latency: { milliseconds, percent from ${minPercent} to 99.99 } }, with availability, latency, or both`;
