import { runCompaction } from '../../emulator/compaction/compactor.ts';
import type { ExecutionResult } from '../../emulator/stateMachine/runStateMachine.ts';
import type { Session } from '../session.ts';
import type { TrinoLake } from './trinoLake.ts';

/** How a run differs from an hourly one of a pipeline with the usual settings. */
export interface CompactOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly isOn?: boolean;
  readonly retentionDays?: number;
  readonly onStatement?: (sql: string) => void | Promise<void>;
}

/** Runs the deployed state machine once. */
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
 * Runs it until nothing is left.
 *
 * @returns the runs that did something
 * @throws Error if one fails
 */
export async function compactAll(
  session: Pick<Session, 'deployment'>,
  lake: TrinoLake,
  options: CompactOptions,
): Promise<ExecutionResult[]> {
  const runs: ExecutionResult[] = [];
  for (;;) {
    const run = await compact(session, lake, options);
    if (run.status === 'FAILED')
      throw new Error(`expected the run to succeed, got ${run.error}: ${run.cause}`);
    if (run.path.length <= 3) return runs;
    runs.push(run);
  }
}
