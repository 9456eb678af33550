import type { NewCacheBusting } from './cacheBusting/cacheBusting.ts';
import type { Count } from './cells.ts';
import type { ExplainQuestion, Explanation, Finding } from './explanation.ts';
import type { FacetName } from './facets/facets.ts';
import type { InsightWindows } from './sources/insightSql.ts';

const minute = 60_000;

/** Unit of `before` and `after`. */
export type ReportUnit = 'share of requests' | 'requests per minute' | 'bytes per minute';

/** A quantity in both windows. */
export interface BeforeAfter {
  readonly before: number;
  readonly after: number;
}

/** The explained change. */
export interface ReportedChange extends BeforeAfter {
  readonly metric: string;
  readonly unit: ReportUnit;
  /** ISO 8601, UTC. */
  readonly from: string;
  readonly to: string;
  readonly baseline: { readonly from: string; readonly to: string };
  /** Condition of the requests that are compared with the others of the same time: `after` is theirs, `before` the others'. */
  readonly set?: string;
  /** Number of requests in each window that the measure counts. */
  readonly requests: BeforeAfter;
  /** For a latency: the baseline's 95th percentile, in seconds. Requests above it are slow. */
  readonly threshold?: number;
}

/** A finding in a report. */
export interface ReportedFinding extends BeforeAfter {
  readonly facets: Readonly<Partial<Record<FacetName, string>>>;
  /** Part of the change, 0 to 1. */
  readonly share: number;
  readonly direction: 'more' | 'less';
  /** Whether the finding contains many requests of an earlier finding and is less likely. Absent if not. */
  readonly isAlternative?: true;
  /** Number of the group's requests in each window. */
  readonly requests: BeforeAfter;
}

/** An explanation as written to JSON. */
export interface ExplanationReport {
  readonly change: ReportedChange;
  readonly findings: readonly ReportedFinding[];
  /** Paths whose requests began to miss the cache because nearly every request has a new query string. */
  readonly cacheBusting: readonly NewCacheBusting[];
}

export interface ReportOptions {
  /** Number of requests that each record represents: 100 divided by the sampling rate in percent. @default 1 */
  readonly scale?: number;
  /** Condition of the set of requests that is compared with the others. @default one time is compared with another */
  readonly set?: string | undefined;
}

/**
 * Converts an explanation to units that people read, such as requests per minute.
 */
export function reportExplanation(
  explanation: Explanation,
  { measure }: ExplainQuestion,
  windows: InsightWindows,
  { scale = 1, set }: ReportOptions = {},
): ExplanationReport {
  const { kind, name } = measure;
  const minutes = {
    selection: (windows.to - windows.from) / minute,
    baseline: (windows.baselineTo - windows.baselineFrom) / minute,
  };
  const value = ({ n, k }: Count, length: number) => {
    if (kind === 'volume') return roundNumber((scale * k) / length);
    return n === 0 ? 0 : roundNumber(k / n);
  };
  const beforeAfter = ({ selection, baseline }: Finding['counts']) => ({
    before: value(baseline, minutes.baseline),
    after: value(selection, minutes.selection),
  });
  const requests = ({ selection, baseline }: Finding['counts']) => ({
    before: Math.round(scale * baseline.n),
    after: Math.round(scale * selection.n),
  });
  const { totals, threshold, findings, cacheBusting } = explanation;
  return {
    change: {
      metric: name,
      unit:
        kind !== 'volume'
          ? 'share of requests'
          : name === 'bytes'
            ? 'bytes per minute'
            : 'requests per minute',
      from: new Date(windows.from).toISOString(),
      to: new Date(windows.to).toISOString(),
      baseline: {
        from: new Date(windows.baselineFrom).toISOString(),
        to: new Date(windows.baselineTo).toISOString(),
      },
      ...(set !== undefined && { set }),
      ...beforeAfter(totals),
      requests: requests(totals),
      ...(threshold !== undefined && { threshold }),
    },
    findings: findings.map(({ values, same, details, share, direction, counts, isAlternative }) => ({
      facets: Object.fromEntries(
        [...details, ...same, ...values].reverse().map(({ facet, value: text }) => [facet, text]),
      ),
      share: roundNumber(share),
      direction,
      ...(isAlternative && { isAlternative }),
      ...beforeAfter(counts),
      requests: requests(counts),
    })),
    cacheBusting: cacheBusting.map((found) => ({
      ...found,
      misses: Math.round(scale * found.misses),
      missesBefore: Math.round(scale * found.missesBefore),
    })),
  };
}

/** Rounds to six significant digits. More would be noise. */
const roundNumber = (number: number) => Number(number.toPrecision(6));
