import { runCompaction } from '../../emulator/compaction/compactor.ts';
import type { ExecutionResult } from '../../emulator/stateMachine/runStateMachine.ts';
import type { Session } from '../session.ts';
import type { TrinoLake } from './trinoLake.ts';

/** Differences from an hourly run of a pipeline with default settings. */
export interface CompactOptions {
  /** Current time in epoch milliseconds. */
  readonly now: number;
  readonly isOn?: boolean;
  readonly retentionDays?: number;
  readonly onStatement?: (sql: string) => void | Promise<void>;
}

/** Runs the deployed state machine once on Trino. */
export function compact(
  { deployment }: Pick<Session, 'deployment'>,
  lake: TrinoLake,
  { now, isOn = true, retentionDays = 90, onStatement }: CompactOptions,
): Promise<ExecutionResult> {
  const { schema, locations, calls } = lake;
  return runCompaction({
    settings: { dialect: 'trino', schema, retentionDays, isOn, locations },
    engine: lake,
    calls,
    now: () => now,
    machine: deployment.machine,
    onStatement,
  });
}

/**
 * Runs the state machine until nothing is left to merge.
 *
 * @returns the runs that changed something
 * @throws Error if a run fails
 */
export async function compactAll(
  session: Pick<Session, 'deployment'>,
  lake: TrinoLake,
  options: CompactOptions,
): Promise<ExecutionResult[]> {
  const runs: ExecutionResult[] = [];
  for (;;) {
    const run = await compact(session, lake, options);
    if (run.status === 'FAILED') throw new Error(`the run failed with ${run.error}: ${run.cause}`);
    if (run.path.length <= 3) return runs;
    runs.push(run);
  }
}
