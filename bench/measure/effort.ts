import type { ShapeName } from '../traffic/shapes.ts';
import type { Effort } from './rounds.ts';

/** Number of runs for each measurement. */
export interface Efforts {
  /** Runs of all contenders. */
  readonly comparison: Effort;
  /** Runs of this project alone. */
  readonly ours: Effort;
  /** Number of fresh processes of each kind. */
  readonly processes: number;
  /** For `cfrl convert`: pairs of runs, and records in a file of each shape. */
  readonly convert: { readonly pairs: number; readonly records: Readonly<Record<ShapeName, number>> };
}

/** Sufficient for a first impression. */
export const quick: Efforts = {
  comparison: { warmUpRounds: 1, rounds: 5, runsPerRound: 1 },
  ours: { warmUpRounds: 2, rounds: 5, runsPerRound: 2 },
  processes: 3,
  convert: { pairs: 1, records: { typical: 100_000, full: 30_000 } },
};

/** Sufficient for reproducible medians. */
export const thorough: Efforts = {
  comparison: { warmUpRounds: 3, rounds: 15, runsPerRound: 2 },
  ours: { warmUpRounds: 3, rounds: 15, runsPerRound: 3 },
  processes: 9,
  convert: { pairs: 5, records: { typical: 1_000_000, full: 300_000 } },
};
