import type { CompactionCalls } from '../../core/lake/compaction/compactionCalls.ts';
import {
  createPlanner,
  type PlannerEvents,
  type PlannerInput,
  type PlannerSettings,
} from '../../core/lake/compaction/planner.ts';
import { stateMachineDefinition } from '../../core/lake/compaction/stateMachine.ts';
import type { StateMachine } from '../stateMachine/definition.ts';
import { type ExecutionResult, runStateMachine, TaskError } from '../stateMachine/runStateMachine.ts';

/** An engine that runs SQL statements. */
export interface SqlEngine {
  /**
   * Runs a statement, and waits for its result.
   *
   * @returns the result's rows, by column name
   * @throws Error with the engine's message if the statement fails
   */
  run(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Options of a local compaction. */
export interface CompactorOptions {
  readonly settings: PlannerSettings;
  readonly engine: SqlEngine;
  readonly calls: Omit<CompactionCalls, 'readProof' | 'hasEarlierExecution'>;
  /** Current time in epoch milliseconds. */
  readonly now: () => number;
  /** The state machine. @default the deployed one */
  readonly machine?: StateMachine | undefined;
  readonly events?: PlannerEvents | undefined;
  /** Called before each statement. If it throws, the statement fails. */
  readonly onStatement?: ((sql: string) => void | Promise<void>) | undefined;
}

const noEvents: PlannerEvents = { onState() {}, onProof() {}, onWatermark() {} };

const names = { partition: 'aws', plannerArn: 'planner', workgroup: 'compaction', database: 'lake' };

/** Runs the compaction's state machine once, locally, with the engine instead of Athena. */
export async function runCompaction(options: CompactorOptions): Promise<ExecutionResult> {
  const { settings, engine, now, events = noEvents, onStatement } = options;
  const answers = new Map<string, readonly Readonly<Record<string, unknown>>[]>();
  const calls: CompactionCalls = {
    findTable: (name) => options.calls.findTable(name),
    listFiles: (prefix, max) => options.calls.listFiles(prefix, max),
    listFolders: (prefix) => options.calls.listFolders(prefix),
    deleteFiles: (keys) => options.calls.deleteFiles(keys),
    hasEarlierExecution: async () => false,
    async readProof(id) {
      const { missing, doubled, unidentified } = answers.get(id)?.[0] ?? {};
      return { missing: Number(missing), doubled: Number(doubled), unidentified: Number(unidentified) };
    },
  };
  const planner = createPlanner(settings, calls, events, now);
  return runStateMachine(
    options.machine ?? (stateMachineDefinition(names) as StateMachine),
    {},
    {
      'arn:aws:states:::lambda:invoke': async (parameters) => {
        const { Payload: payload } = parameters as { Payload: PlannerInput };
        return { Payload: await planner(payload) };
      },
      'arn:aws:states:::athena:startQueryExecution.sync': async (parameters) => {
        const { QueryString: sql } = parameters as { QueryString: string };
        const id = `query-${answers.size}`;
        try {
          await onStatement?.(sql);
          answers.set(id, await engine.run(sql));
        } catch (error) {
          throw new TaskError('States.TaskFailed', error instanceof Error ? error.message : String(error));
        }
        return { QueryExecution: { QueryExecutionId: id } };
      },
    },
  );
}
