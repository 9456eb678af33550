import type { Fault, FaultPoint } from '../../../emulator/endpoints/faultHook.ts';
import type { LocalPipeline } from '../../../emulator/pipeline.ts';
import type { MovableClock } from './movableClock.ts';

/** Records with the names of their fields. */
export interface TroubleInput {
  readonly records: readonly string[];
  readonly fields: readonly string[];
}

/** What a fault can act on. */
export interface FaultScene {
  readonly pipeline: LocalPipeline;
  readonly clock: MovableClock;
  /** Calls that went wrong so far. */
  readonly faults: number;
}

/** Something that goes wrong on request. */
export interface Trouble {
  readonly name: string;
  /** What goes wrong, for `--help`. */
  readonly description: string;
  /** Where to look, as lines to run or read. */
  readonly look: readonly string[];
  /** Field that records must have. */
  readonly needs?: string;
  /** Changes what is sent. */
  readonly change?: (input: TroubleInput) => readonly string[];
  /** Decides at each call to a service whether it goes wrong, until the remedy. */
  readonly fault?: (point: FaultPoint, scene: FaultScene) => Fault | undefined;
  /** Whether every batch fails until the remedy. */
  readonly failsAll?: true;
  /** Whether all records go to one shard. */
  readonly hotShard?: true;
  /** What makes it possible to bring records back, before `cfrl replay` does so. */
  readonly remedy?: (pipeline: LocalPipeline, input: TroubleInput) => Promise<void>;
}

/** Whether a call stores a file of rows in the lake. */
export function isPutOfRows({ operation, resource, stage }: FaultPoint): boolean {
  return stage === 'before' && operation === 'PutObject' && resource?.startsWith('lake/raw/') === true;
}

/** Records with values changed by the names of fields; a record that is no line of these fields stays as it is. */
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
