import { textTable, withCommas } from '../terminal/textTable.ts';
import type { CycleResult } from './cycle.ts';
import type { DestinationCycleResult } from './destination/destinationCycle.ts';
import { Tally } from './faults/tally.ts';
import type { PromiseName } from './rounds/round.ts';

/** Returns sentences about the broken promises of a cycle; an empty list if all were kept. */
export function describeBrokenPromises(result: CycleResult): string[] {
  const { promise, lost, wrong, duplicated, duplicatedInQuarantine, notExact, notExactCompacted, dropped } =
    result;
  const broken: string[] = [];
  if (lost.length > 0) broken.push(`${lost.length} records lost, such as ${lost.slice(0, 3).join(', ')}`);
  if (wrong.length > 0) broken.push(`${wrong.length} records wrong, such as ${wrong[0]}`);
  if (dropped > 0) broken.push(`${dropped} records dropped by the event source`);
  if (notExact > 0) broken.push(`requests_exact is off by ${notExact} rows`);
  if (notExactCompacted > 0) broken.push(`requests is off by ${notExactCompacted} rows after the compaction`);
  if (promise === 'exact' && duplicated.length > 0) broken.push(`${duplicated.length} rows duplicated`);
  if (promise === 'exact' && duplicatedInQuarantine > 0) {
    broken.push(`${duplicatedInQuarantine} quarantine entries duplicated`);
  }
  return broken;
}

/** Returns sentences about lost or wrong documents of a destination; an empty list if all are correct. */
export function describeBrokenDeliveries({ lost, wrong }: DestinationCycleResult): string[] {
  return [
    ...(lost.length > 0 ? [`${lost.length} documents lost, such as ${lost.slice(0, 3).join(', ')}`] : []),
    ...(wrong.length > 0 ? [`${wrong.length} documents wrong, such as ${wrong[0]}`] : []),
  ];
}

/** Describes the result of a destination's cycle in one line. */
export function describeDestinationCycle(result: DestinationCycleResult, seconds: number): string {
  const { records, faults, replayed, repeated, lost, wrong } = result;
  return (
    `direct destination: ${withCommas(records)} records, ${withCommas(faults.total)} faults, ` +
    `${withCommas(replayed)} given up and replayed, lost ${lost.length}, ` +
    `delivered again under the same id ${withCommas(repeated)}, wrong ${wrong.length}, ${Math.round(seconds)} s`
  );
}

/** Describes the faults of destinations by kind. */
export function describeDestinationFaults(results: readonly DestinationCycleResult[]): string[] {
  const faults = sumTallies(results.map((result) => result.faults));
  return textTable(
    faults.names
      .sort()
      .map((name) => ({ 'fault of a destination': name, times: withCommas(faults.count(name)) })),
  );
}

/** Describes the result of a cycle in one line. */
export function describeCycle(result: CycleResult, seconds: number): string {
  const { promise, records, faults, failedInvocations, duplicated, removed, lost, wrong } = result;
  return (
    `${promise}: ${withCommas(records)} records, ${withCommas(faults.total)} faults, ` +
    `${withCommas(failedInvocations)} failed invocations, lost ${lost.length}, duplicated ${withCommas(duplicated.length)}, ` +
    `removed ${withCommas(removed)}, wrong ${wrong.length}, ${Math.round(seconds)} s`
  );
}

/** Describes faults by kind, outcomes of records, and duplicated rows by the event that happened at the time. */
export function describeResults(results: readonly CycleResult[]): string[] {
  const promises = [...new Set(results.map(({ promise }) => promise))];
  const of = (promise: PromiseName) => results.filter((result) => result.promise === promise);
  const faults = promises.map((promise) => sumTallies(of(promise).map((result) => result.faults)));
  const faultRow = (fault: string, count: (tally: Tally) => number) => ({
    fault,
    ...Object.fromEntries(promises.map((promise, index) => [promise, withCommas(count(faults[index]))])),
  });
  const faultRows = [
    ...sumTallies(faults)
      .names.sort()
      .map((name) => faultRow(name, (tally) => tally.count(name))),
    faultRow('all', ({ total }) => total),
  ];
  const outcomes = promises.map((promise) => outcomeRow(promise, of(promise)));
  const duplicates = sumTallies(results.map(({ duplicatedBy }) => duplicatedBy));
  const duplicateRows = duplicates.names.map((name) => ({
    'duplicated while': name,
    rows: withCommas(duplicates.count(name)),
  }));
  return [faultRows, outcomes, duplicateRows].flatMap((rows) => ['', ...textTable(rows)]).slice(1);
}

function outcomeRow(promise: PromiseName, results: readonly CycleResult[]) {
  const sum = (read: (result: CycleResult) => number) =>
    withCommas(results.reduce((total, result) => total + read(result), 0));
  return {
    promise,
    records: sum(({ records }) => records),
    invocations: sum(({ invocations }) => invocations),
    retries: sum(({ failedInvocations }) => failedInvocations),
    'given up': sum(({ givenUp }) => givenUp),
    replayed: sum(({ replayed }) => replayed),
    lost: sum(({ lost }) => lost.length),
    wrong: sum(({ wrong }) => wrong.length),
    duplicated: sum(({ duplicated }) => duplicated.length),
    removed: sum(({ removed }) => removed),
    'not once in requests': sum(({ notExactCompacted }) => notExactCompacted),
  };
}

function sumTallies(tallies: readonly Tally[]): Tally {
  const sum = new Tally();
  for (const tally of tallies) sum.addAll(tally);
  return sum;
}
