import { withCommas } from '../terminal/textTable.ts';
import type { FuzzReport } from './finding.ts';

/** Writes reports as lines. Leaves out reports without executions. */
export function printReports(reports: Readonly<Record<string, FuzzReport>>): string[] {
  return Object.entries(reports)
    .filter(([, { executions }]) => executions > 0)
    .flatMap(([name, report]) => ['', ...printReport(name, report)])
    .slice(1);
}

function printReport(name: string, { executions, outcomes, longest, seconds, memory }: FuzzReport): string[] {
  const counts = Object.entries(outcomes).map(([outcome, count]) => [outcome, withCommas(count)]);
  const lines = [
    ...counts,
    ['seconds', withCommas(Math.round(seconds))],
    ['longest CPU time, ms', withCommas(Math.round(longest))],
    ['peak memory, MB', withCommas(memory)],
  ];
  const widest = Math.max(...lines.map(([title]) => title.length));
  return [
    `${withCommas(executions)} ${name}, nothing found`,
    ...lines.map(([title, value]) => `  ${title.padEnd(widest)}  ${value.padStart(11)}`),
  ];
}
