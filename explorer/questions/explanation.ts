import type { BustedPath } from './answer.ts';
import type { MetricName, TimeSpan } from './pageState.ts';

/** A facet and one of its values. */
export interface NamedValue {
  readonly facet: string;
  readonly value: string;
}

/** Number of requests, and how many of them are events, such as errors. */
export interface Events {
  readonly n: number;
  readonly k: number;
}

/** A group of requests that explains a part of a change. */
export interface PageFinding {
  /** The values that all requests of the group have. */
  readonly values: readonly NamedValue[];
  /** Other values that select the same requests. */
  readonly same: readonly NamedValue[];
  readonly direction: 'more' | 'less';
  /** Part of the change, 0 to 1. */
  readonly share: number;
  /** Whether the group contains many requests of an earlier finding and is less likely to be the cause. */
  readonly isAlternative: boolean;
  readonly selection: Events;
  readonly baseline: Events;
}

/** A path with cache busting that began or at least doubled after the baseline. */
export interface NewlyBustedPath extends BustedPath {
  /** Number of such cache misses in the baseline, scaled to the length of the selection. */
  readonly missesBefore: number;
}

/** Why a metric changed in a selection. */
export interface PageExplanation {
  readonly metric: MetricName;
  readonly selected: TimeSpan;
  /** Baseline, from the start of its first interval to the end of its last. */
  readonly compared: TimeSpan;
  /** Total length of the baseline's intervals divided by the selection's length. */
  readonly lengthRatio: number;
  readonly selection: Events;
  readonly baseline: Events;
  /** Time to first byte, in milliseconds, above which a request counts as slow. */
  readonly slowFrom: number | null;
  readonly findings: readonly PageFinding[];
  /** Paths with cache busting that began or at least doubled after the baseline. */
  readonly cacheBusting: readonly NewlyBustedPath[];
}
