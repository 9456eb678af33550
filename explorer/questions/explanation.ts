import type { MetricName, TimeSpan } from './pageState.ts';

/** A value of a facet of the page. */
export interface NamedValue {
  readonly facet: string;
  readonly value: string;
}

/** Requests, and events among them. */
export interface Events {
  readonly n: number;
  readonly k: number;
}

/** A group of requests that accounts for a part of a change. */
export interface PageFinding {
  /** The values that all its requests have. */
  readonly values: readonly NamedValue[];
  /** Values that name the same requests. */
  readonly same: readonly NamedValue[];
  readonly direction: 'more' | 'less';
  /** Part of the change, 0 to 1. */
  readonly share: number;
  readonly selection: Events;
  readonly baseline: Events;
}

/** Why a metric changed in a selection. */
export interface PageExplanation {
  readonly metric: MetricName;
  readonly selected: TimeSpan;
  /** What it was compared with, from the first stretch to the last. */
  readonly compared: TimeSpan;
  /** Length of the stretches together in relation to the selection's. */
  readonly lengthRatio: number;
  readonly selection: Events;
  readonly baseline: Events;
  /** Milliseconds from which a first byte counts as slow. */
  readonly slowFrom: number | null;
  readonly findings: readonly PageFinding[];
}
