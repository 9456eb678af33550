import type { ShapeName } from '../traffic/shapes.ts';
import type { Cost } from './cost.ts';

/** How one contender did. */
export interface ComparisonRow {
  readonly name: string;
  /** What of the whole way it leaves out. */
  readonly without: string | undefined;
  /** Median of its times. */
  readonly milliseconds: number;
  /** Its shortest time, which shows how much the machine was disturbed. */
  readonly shortestMilliseconds: number;
  readonly megabytesPerSecond: number;
  readonly recordsPerSecond: number;
  readonly bytesOut: number;
  /** Its time as a multiple of ours. */
  readonly ratio: number;
  /** Dollars for a billion records; of the floor undefined, for it makes no file. */
  readonly cost: Cost | undefined;
}

/** The contenders side by side on an event of a shape. */
export interface Comparison {
  readonly shape: ShapeName;
  readonly fields: number;
  readonly records: number;
  readonly rawBytes: number;
  readonly eventBytes: number;
  /** Ours first. */
  readonly rows: readonly ComparisonRow[];
  /** Who could not take part, and why. */
  readonly absent: readonly string[];
}
