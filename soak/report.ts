import { textTable, withCommas } from '../local/textTable.ts';
import type { CycleResult } from './cycle.ts';
import { Tally } from './faults/tally.ts';
import type { PromiseName } from './rounds/round.ts';

/** What a cycle did not keep of its promise, as sentences; none where it kept all. */
export function brokenPromises(result: CycleResult): string[] {
  const { promise, lost, wrong, doubled, doubledInQuarantine, notExact, dropped } = result;
  const broken: string[] = [];
  if (lost.length > 0) broken.push(`${lost.length} records lost, such as ${lost.slice(0, 3).join(', ')}`);
  if (wrong.length > 0) broken.push(`${wrong.length} records wrong, such as ${wrong[0]}`);
  if (dropped > 0) broken.push(`${dropped} records dropped by the event source`);
  if (notExact > 0) broken.push(`requests_exact is off by ${notExact} rows`);
  if (promise === 'exact' && doubled > 0) broken.push(`${doubled} rows doubled`);
  if (promise === 'exact' && doubledInQuarantine > 0) {
    broken.push(`${doubledInQuarantine} entries of the quarantine doubled`);
  }
  return broken;
}

/** The result of a cycle in a line. */
export function describeCycle(result: CycleResult, seconds: number): string {
  const { promise, records, faults, failedInvocations, doubled, removed, lost, wrong } = result;
  return (
    `${promise}: ${withCommas(records)} records, ${withCommas(faults.total)} faults, ` +
    `${withCommas(failedInvocations)} failed invocations, lost ${lost.length}, doubled ${withCommas(doubled)}, ` +
    `removed ${withCommas(removed)}, wrong ${wrong.length}, ${Math.round(seconds)} s`
  );
}

/** The report: faults by kind, then what became of the records. */
export function describeResults(results: readonly CycleResult[]): string {
  const promises = [...new Set(results.map(({ promise }) => promise))];
  const of = (promise: PromiseName) => results.filter((result) => result.promise === promise);
  const faults = promises.map((promise) => {
    const tally = new Tally();
    for (const result of of(promise)) tally.addAll(result.faults);
    return tally;
  });
  const names = [...new Set(faults.flatMap((tally) => tally.names))].sort();
  const row = (fault: string, count: (tally: Tally) => number) => ({
    fault,
    ...Object.fromEntries(promises.map((promise, index) => [promise, withCommas(count(faults[index]))])),
  });
  const outcomes = promises.map((promise) => {
    const sum = (read: (result: CycleResult) => number) =>
      withCommas(of(promise).reduce((total, result) => total + read(result), 0));
    return {
      promise,
      records: sum(({ records }) => records),
      invocations: sum(({ invocations }) => invocations),
      retries: sum(({ failedInvocations }) => failedInvocations),
      'given up': sum(({ givenUp }) => givenUp),
      replayed: sum(({ replayed }) => replayed),
      lost: sum(({ lost }) => lost.length),
      wrong: sum(({ wrong }) => wrong.length),
      doubled: sum(({ doubled }) => doubled),
      removed: sum(({ removed }) => removed),
    };
  });
  const faultRows = [
    ...names.map((name) => row(name, (tally) => tally.count(name))),
    row('all', ({ total }) => total),
  ];
  return `${textTable(faultRows)}\n${textTable(outcomes)}`;
}
