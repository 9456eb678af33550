import { mergeHourly } from './hourlyRollup.ts';
import { mergeHour, mergeUnidentified, wholeHour } from './mergeHour.ts';
import { proveHour } from './proveHour.ts';
import type { CompactionTarget } from './target.ts';

/** A statement and its purpose. */
export interface HourStatement {
  /** One sentence, without line breaks. */
  readonly purpose: string;
  readonly sql: string;
}

/**
 * Returns the statements that merge an arrival hour, in the order in which a run executes them. They change neither the
 * view nor the raw files. Running them again adds nothing.
 *
 * @param hour the arrival hour, hours since the epoch
 * @param slices number of parts in which the hour is merged. A run uses one part for each 4 GB of raw files
 */
export function hourStatements(target: CompactionTarget, hour: number, slices = 1): HourStatement[] {
  const merges = Array.from({ length: slices }, (_, index) => ({ index, count: slices })).flatMap((slice) => {
    const part = slices === 1 ? '' : ` (part ${slice.index + 1} of ${slices})`;
    return [
      {
        purpose: `Add each request that is not in the table yet${part}.`,
        sql: mergeHour(target, hour, slice),
      },
      {
        purpose: `Prove the result${part}: missing and doubled must be 0.`,
        sql: proveHour(target, hour, slice),
      },
    ];
  });
  return [
    ...merges,
    {
      purpose: 'Add rows without a request ID and a sequence number. Needed only if unidentified is above 0.',
      sql: mergeUnidentified(target, hour),
    },
    {
      purpose: 'Prove the rows without an ID: missing and doubled must be 0.',
      sql: proveHour(target, hour, wholeHour, 'unidentified'),
    },
    { purpose: 'Update the hourly totals.', sql: mergeHourly(target, hour) },
  ];
}
