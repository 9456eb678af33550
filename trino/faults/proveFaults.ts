import { output } from '../../terminal/printer.ts';
import { textTable } from '../../terminal/textTable.ts';
import type { Session } from '../session.ts';
import { runSeed, type SeedResult } from './seedRun.ts';

/**
 * Returns the first hour of a seed's run, so that midnight, where days and partitions change, is in the
 * middle of the run.
 */
export function firstHourOf(seed: number): number {
  const midnight = Math.floor(Date.now() / 86_400_000) * 24 - 24;
  return midnight - 1 - (seed % 6);
}

/** Runs the seeds, with random files, random faults, and a reader after each statement. */
export async function proveFaults(session: Session): Promise<void> {
  const { seed: first, seeds, steps } = session.options;
  const faults = new Map<string, number>();
  for (let seed = first; seed < first + seeds; seed++) {
    const startedAt = performance.now();
    const result = await runOne(session, seed);
    for (const [fault, count] of result.faults) faults.set(fault, (faults.get(fault) ?? 0) + count);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    session.check(
      `seed ${seed}: ${result.requests} requests, ${result.statements} statements, ${result.checks} reads, ` +
        `${[...result.faults.values()].reduce((sum, count) => sum + count, 0)} faults, ${seconds} s`,
      result.wrong.map(
        (sentence) =>
          `${sentence} (npm run trino -- --only faults --seeds 1 --seed ${seed} --steps ${steps})`,
      ),
    );
  }
  if (faults.size === 0) return;
  output.lines(['', ...textTable([...faults].sort().map(([what, times]) => ({ what, times }))), '']);
}

async function runOne(session: Session, seed: number): Promise<SeedResult> {
  const { server, deployment, connection, signal, options } = session;
  const lake = session.lake(`seed_${seed}`);
  const result = await runSeed({
    seed,
    steps: options.steps,
    server,
    lake,
    deployment,
    connection,
    firstHour: firstHourOf(seed),
    signal,
  });
  lake.remove();
  return result;
}
