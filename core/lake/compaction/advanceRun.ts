import { addColumns, createCompactedTable } from './createTables.ts';
import { createHourlyTable, mergeHourly } from './hourlyRollup.ts';
import type { Slice } from './identity.ts';
import { expireDays, needsAnotherRun, optimizeDay, vacuum } from './maintain.ts';
import { mergeHour, mergeUnidentified } from './mergeHour.ts';
import type { HourJob, Job } from './planRun.ts';
import { deleteHour, type ProofCounts, proveHour } from './proveHour.ts';
import { replaceView } from './replaceView.ts';
import type { CompactionTarget } from './target.ts';

/** Maximum number of repetitions of a statement that reports more work to do. */
const maxRepeats = 20;

/** The state of a run between two statements. It is plain JSON: the state machine passes it from step to step. */
export interface Run {
  readonly jobs: readonly Job[];
  /** Index of the current job. */
  readonly job: number;
  /** Index of the current step of that job. */
  readonly step: number;
  /** Whether the current hour has rows without an identity. */
  readonly unidentified: boolean;
  /** Whether the current hour was deleted and merged again. */
  readonly healed: boolean;
  /** How often the current step was repeated. */
  readonly repeats: number;
}

/** The result of the last step. */
export type Outcome =
  | { readonly kind: 'succeeded'; readonly proof?: ProofCounts | undefined }
  | { readonly kind: 'failed'; readonly reason: string };

/** The next action. */
export type Action =
  | { readonly kind: 'statement'; readonly sql: string; readonly isProof: boolean }
  | { readonly kind: 'deleteMarks'; readonly keys: readonly string[] }
  | { readonly kind: 'removeRaw'; readonly hours: readonly number[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'fail'; readonly reason: string };

/** Folders of the tables' files, such as `s3://bucket/compacted/`. */
export interface TableLocations {
  readonly compacted: string;
  readonly hourly: string;
}

/** Returns a run before its first step. */
export function startRun(jobs: readonly Job[]): Run {
  return { jobs, job: 0, step: 0, unidentified: false, healed: false, repeats: 0 };
}

/** Returns the action of the current step. */
export function currentAction(run: Run, target: CompactionTarget, locations: TableLocations): Action {
  const job = run.jobs[run.job];
  if (job === undefined) return { kind: 'done' };
  return stepsOf(job, run, target, locations)[run.step];
}

/** Returns the run after its current step. */
export function advanceRun(
  run: Run,
  outcome: Outcome,
  target: CompactionTarget,
  locations: TableLocations,
): Run | { readonly kind: 'fail'; readonly reason: string } {
  const job = run.jobs[run.job];
  if (job === undefined) return run;
  if (outcome.kind === 'failed') {
    if (needsAnotherRun(outcome.reason) && run.repeats < maxRepeats)
      return { ...run, repeats: run.repeats + 1 };
    return { kind: 'fail', reason: outcome.reason };
  }
  const action = currentAction(run, target, locations);
  if (job.kind === 'hour' && action.kind === 'statement' && action.isProof)
    return afterProof(run, job, outcome.proof, target, locations);
  return nextStep(run, job, target, locations);
}

function afterProof(
  run: Run,
  job: HourJob,
  proof: ProofCounts | undefined,
  target: CompactionTarget,
  locations: TableLocations,
): Run | { readonly kind: 'fail'; readonly reason: string } {
  if (proof === undefined) return { kind: 'fail', reason: 'expected the counts of a proof, got none' };
  const { missing, doubled, unidentified } = proof;
  if (missing === 0 && doubled === 0) {
    const noticed = { ...run, unidentified: run.unidentified || unidentified > 0 };
    return nextStep(noticed, job, target, locations);
  }
  // Rows that the view doesn't read yet can be deleted and merged again. Missing rows of a served hour can be added.
  if (!run.healed && (job.advances || doubled === 0)) return { ...run, step: 0, healed: true, repeats: 0 };
  return {
    kind: 'fail',
    reason:
      `expected each request of the arrival hour ${job.hour} (hours since the epoch) once in the compacted table, ` +
      `got ${missing} missing and ${doubled} doubled`,
  };
}

function nextStep(run: Run, job: Job, target: CompactionTarget, locations: TableLocations): Run {
  const step = run.step + 1;
  if (step < stepsOf(job, run, target, locations).length) return { ...run, step, repeats: 0 };
  return { ...startRun(run.jobs), job: run.job + 1 };
}

/** Returns the steps of a job. The steps of an hour depend on the results of its proofs. */
function stepsOf(job: Job, run: Run, target: CompactionTarget, locations: TableLocations): Action[] {
  switch (job.kind) {
    case 'setup':
      return statements(
        createCompactedTable(target, locations.compacted),
        createHourlyTable(target, locations.hourly),
        ...addColumns(target, job.newColumns),
        replaceView(target, job.watermark),
      );
    case 'hour':
      return hourSteps(job, run, target);
    case 'flip':
      return statements(replaceView(target, job.hour));
    case 'day':
      return statements(
        ...optimizeDay(target, job.day),
        expireDays(target.compacted, job.expireBefore),
        expireDays(target.hourly, job.expireBefore),
        ...vacuum(target, target.compacted),
        ...vacuum(target, target.hourly),
      );
    case 'removeRaw':
      return [{ kind: 'removeRaw', hours: job.hours }];
  }
}

function hourSteps(job: HourJob, run: Run, target: CompactionTarget): Action[] {
  const { hour, slices, advances, marks } = job;
  const merges = Array.from({ length: slices }, (_, index): Slice => ({ index, count: slices })).flatMap(
    (slice) => [...statements(mergeHour(target, hour, slice)), proof(proveHour(target, hour, slice))],
  );
  const unidentified = run.unidentified
    ? [
        ...statements(mergeUnidentified(target, hour)),
        proof(proveHour(target, hour, { index: 0, count: 1 }, 'unidentified')),
      ]
    : [];
  return [
    ...(run.healed && advances ? statements(deleteHour(target, hour)) : []),
    ...merges,
    ...unidentified,
    ...statements(mergeHourly(target, hour), ...(advances ? [replaceView(target, hour)] : [])),
    ...(marks.length > 0 ? [{ kind: 'deleteMarks', keys: marks } as const] : []),
  ];
}

function statements(...sql: readonly string[]): Action[] {
  return sql.map((text) => ({ kind: 'statement', sql: text, isProof: false }));
}

function proof(sql: string): Action {
  return { kind: 'statement', sql, isProof: true };
}
