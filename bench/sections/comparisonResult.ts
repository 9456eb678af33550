import type { ShapeName } from '../traffic/shapes.ts';
import type { Cost } from './cost.ts';

/** Result of a contender. Times are in milliseconds. */
export interface ComparisonRow {
  readonly name: string;
  /** The work that it leaves out. */
  readonly without: string | undefined;
  /** Median of its times. */
  readonly milliseconds: number;
  /** Its shortest time, which shows how much other load affected the machine. */
  readonly shortestMilliseconds: number;
  readonly megabytesPerSecond: number;
  readonly recordsPerSecond: number;
  readonly bytesOut: number;
  /** Its time divided by this project's time. */
  readonly ratio: number;
  /** Dollars per billion records; undefined for the floor, because it creates no file. */
  readonly cost: Cost | undefined;
}

/** Results of all contenders for an event of a shape. */
export interface Comparison {
  readonly shape: ShapeName;
  readonly fields: number;
  readonly records: number;
  readonly rawBytes: number;
  readonly eventBytes: number;
  /** Results, with this project first. */
  readonly rows: readonly ComparisonRow[];
  /** Contenders that couldn't take part, and why. */
  readonly absent: readonly string[];
}
