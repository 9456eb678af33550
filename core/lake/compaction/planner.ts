import {
  type Action,
  advanceRun,
  currentAction,
  type Outcome,
  type Run,
  startRun,
  type TableLocations,
} from './advanceRun.ts';
import type { CompactionCalls } from './compactionCalls.ts';
import { rawHourPrefix } from './lateMarks.ts';
import { type Job, planRun } from './planRun.ts';
import type { ProofCounts } from './proveHour.ts';
import { listCandidates, maxMarks, readLakeState, type StateSettings } from './readLakeState.ts';
import { replaceView } from './replaceView.ts';
import { type CompactionTarget, compactionTarget } from './target.ts';

/** Settings of the planner. */
export interface PlannerSettings extends StateSettings {
  readonly locations: TableLocations;
  /** Whether hours are merged. If not, a run only keeps the view up to date. */
  readonly isOn: boolean;
}

/**
 * Input from the state machine. After the first call, it contains the run that the planner returned and the outcome of
 * its statement.
 */
export interface PlannerInput {
  /** ARN of the execution. */
  readonly execution: string;
  readonly run?: PlannedRun;
  /** The statement's execution in Athena, or the error that Step Functions caught. */
  readonly outcome?: { readonly queryExecutionId?: string; readonly Error?: string; readonly Cause?: string };
}

/** A run with the values that its statements need. */
export interface PlannedRun extends Run {
  readonly columns: readonly string[];
  readonly removedColumns: readonly string[];
  /** The watermark before the run. */
  readonly watermark: number | undefined;
  readonly isProof: boolean;
  /** How often the run was planned again because there were more late marks than one listing returns. */
  readonly round: number;
}

/** Output to the state machine. */
export type PlannerOutput =
  | { readonly next: 'statement'; readonly sql: string; readonly run: PlannedRun }
  | { readonly next: 'done'; readonly summary: RunSummary }
  | { readonly next: 'fail'; readonly error: string; readonly cause: string };

/** Summary of a run. */
export interface RunSummary {
  /** Why the run did nothing; undefined if it ran. */
  readonly skipped?: string;
  /** Last hour that the compacted table serves, hours since the epoch. */
  readonly watermark: number | undefined;
  readonly mergedHours: number;
  readonly lateHours: number;
}

/** Receives values for the metrics that operators watch. */
export interface PlannerEvents {
  /** Called at the start of a run. */
  onState(state: { readonly watermark: number | undefined; readonly lateMarks: number }): void;
  onProof(counts: ProofCounts): void;
  /** Called when an hour is served. */
  onWatermark(watermark: number): void;
}

/** Returns the current time in epoch milliseconds. */
export type Now = () => number;

/**
 * Creates the planner of the state machine. It decides on the next statement, and carries out actions that are not
 * statements. It stores nothing between calls.
 */
export function createPlanner(
  settings: PlannerSettings,
  calls: CompactionCalls,
  events: PlannerEvents,
  now: Now,
): (input: PlannerInput) => Promise<PlannerOutput> {
  return async ({ execution, run, outcome }) => {
    if (run === undefined) return begin(execution, 0);
    const read = await readOutcome(run, outcome);
    if (read.kind === 'succeeded' && read.proof !== undefined) events.onProof(read.proof);
    const next = await goOn(advance(run, read));
    const isLeft = next.next === 'done' && countMarks(run) === maxMarks && run.round + 1 < maxRounds;
    return isLeft ? begin(execution, run.round + 1) : next;
  };

  async function begin(execution: string, round: number): Promise<PlannerOutput> {
    if (await calls.hasEarlierExecution(execution))
      return { next: 'done', summary: { ...nothing, skipped: 'an earlier execution is still running' } };
    const { state, target } = await readLakeState(calls, settings, now());
    events.onState({ watermark: state.watermark, lateMarks: state.marks.length });
    const { columns, removedColumns } = target;
    const planned = { columns, removedColumns, watermark: state.watermark, isProof: false, round };
    if (!settings.isOn) return offRun(target, state.isSetUp, planned);
    const jobs = planRun(state, await listCandidates(calls, state));
    return goOn({ ...startRun(jobs), ...planned });
  }

  /** Returns a run for a pipeline without compaction. The view still includes rows that were compacted earlier. */
  async function offRun(
    target: CompactionTarget,
    isSetUp: boolean,
    planned: Omit<PlannedRun, keyof Run>,
  ): Promise<PlannerOutput> {
    const { watermark } = planned;
    if (watermark !== undefined && isSetUp) return { next: 'done', summary: { ...nothing, watermark } };
    const jobs: Job[] = [];
    return { next: 'statement', sql: replaceView(target, watermark), run: { ...startRun(jobs), ...planned } };
  }

  function targetOf(run: PlannedRun): CompactionTarget {
    return compactionTarget(settings.dialect, run.columns, run.removedColumns, settings.schema);
  }

  async function readOutcome(run: PlannedRun, outcome: PlannerInput['outcome']): Promise<Outcome> {
    const { queryExecutionId, Error: error, Cause: cause } = outcome ?? {};
    if (queryExecutionId === undefined) return { kind: 'failed', reason: reasonOf(error, cause) };
    return { kind: 'succeeded', proof: run.isProof ? await calls.readProof(queryExecutionId) : undefined };
  }

  function advance(run: PlannedRun, outcome: Outcome): PlannedRun | PlannerOutput {
    if (run.jobs.length === 0 && outcome.kind === 'failed')
      return { next: 'fail', error: 'StatementFailed', cause: outcome.reason };
    const result = advanceRun(run, outcome, targetOf(run), settings.locations);
    if ('kind' in result)
      return {
        next: 'fail',
        error: outcome.kind === 'failed' ? 'StatementFailed' : 'ProofFailed',
        cause: result.reason,
      };
    const job = run.jobs[run.job];
    if (result.job > run.job && isPassing(job)) events.onWatermark(job.hour);
    return { ...run, ...result };
  }

  /** Carries out actions until the next statement. */
  async function goOn(start: PlannedRun | PlannerOutput): Promise<PlannerOutput> {
    let run = start;
    while (!('next' in run)) {
      const action = currentAction(run, targetOf(run), settings.locations);
      if (action.kind === 'statement')
        return { next: 'statement', sql: action.sql, run: { ...run, isProof: action.isProof } };
      if (action.kind === 'done') return { next: 'done', summary: summaryOf(run) };
      await carryOut(action);
      run = advance(run, { kind: 'succeeded' });
    }
    return run;
  }

  async function carryOut(action: Action): Promise<void> {
    if (action.kind === 'deleteMarks') await calls.deleteFiles(action.keys);
    if (action.kind !== 'removeRaw') return;
    for (const hour of action.hours) {
      const files = await calls.listFiles(rawHourPrefix(hour));
      await calls.deleteFiles(files.map(({ key }) => key));
    }
  }
}

/** Maximum number of rounds of a run. Each round handles one listing of late marks. */
const maxRounds = 20;

/** Counts the marks that the jobs of a run delete. */
function countMarks({ jobs }: PlannedRun): number {
  return jobs.reduce((sum, job) => sum + (job.kind === 'hour' ? job.marks.length : 0), 0);
}

const nothing: RunSummary = { watermark: undefined, mergedHours: 0, lateHours: 0 };

function summaryOf({ jobs, watermark }: PlannedRun): RunSummary {
  const passed = jobs.flatMap((job) => (isPassing(job) ? [job.hour] : []));
  const setup = jobs.find((job) => job.kind === 'setup');
  const hours = jobs.filter((job) => job.kind === 'hour');
  return {
    watermark: passed.at(-1) ?? watermark ?? setup?.watermark,
    mergedHours: hours.filter(({ advances }) => advances).length,
    lateHours: hours.filter(({ advances }) => !advances).length,
  };
}

/** Whether this job moves the watermark. */
function isPassing(job: Job | undefined): job is Extract<Job, { hour: number }> {
  return job?.kind === 'flip' || (job?.kind === 'hour' && job.advances);
}

/** Returns why a statement failed. Athena's reason is in the cause, as JSON. */
function reasonOf(error = 'no error', cause = ''): string {
  const reason = /"StateChangeReason"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(cause)?.[1];
  return `${error}: ${reason ?? cause}`.slice(0, 2_000);
}
