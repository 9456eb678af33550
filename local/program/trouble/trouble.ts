import type { Fault, FaultPoint } from '../../../emulator/endpoints/faultHook.ts';
import type { LocalPipeline } from '../../../emulator/pipeline.ts';
import type { MovableClock } from './movableClock.ts';

/** Records with the names of their fields. */
export interface TroubleInput {
  readonly records: readonly string[];
  readonly fields: readonly string[];
}

/** Input of a fault's decision. */
export interface FaultContext {
  readonly pipeline: LocalPipeline;
  readonly clock: MovableClock;
  /** Number of calls that failed so far. */
  readonly faults: number;
}

/** A problem that `--trouble` can cause. */
export interface Trouble {
  readonly name: string;
  /** Description for `--help`. */
  readonly description: string;
  /** Commands that show the problem. */
  readonly look: readonly string[];
  /** Field that the records must have. */
  readonly needs?: string;
  /** Changes the records to send. */
  readonly change?: (input: TroubleInput) => readonly string[];
  /** Decides for each service call whether it fails, until the problem is fixed. */
  readonly fault?: (point: FaultPoint, context: FaultContext) => Fault | undefined;
  /** Whether every batch fails until the problem is fixed. */
  readonly failsAll?: true;
  /** Whether all records go to one shard. */
  readonly hotShard?: true;
  /** Fixes the cause, so that `cfrl replay` can replay records. */
  readonly remedy?: (pipeline: LocalPipeline, input: TroubleInput) => Promise<void>;
}

/** Returns whether a call puts a file of rows into the lake. */
export function isPutOfRows({ operation, resource, stage }: FaultPoint): boolean {
  return stage === 'before' && operation === 'PutObject' && resource?.startsWith('lake/raw/') === true;
}

/** Changes values of records by field name. Lines that don't have these fields don't change. */
export function withValues(
  { records, fields }: TroubleInput,
  change: (value: (field: string) => string, index: number) => Readonly<Record<string, string>> | undefined,
): string[] {
  return records.map((record, index) => {
    const values = record.split('\t');
    if (values.length !== fields.length) return record;
    const changes = change((field) => values[fields.indexOf(field)] ?? '-', index);
    if (changes === undefined) return record;
    for (const [field, value] of Object.entries(changes)) {
      const column = fields.indexOf(field);
      if (column >= 0) values[column] = value;
    }
    return values.join('\t');
  });
}
