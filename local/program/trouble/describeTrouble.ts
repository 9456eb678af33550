import type { FiredAlarm } from '../../../emulator/alarms/alarmHistory.ts';
import { withCommas } from '../../../terminal/textTable.ts';
import type { RecordCounts } from './troubledPipeline.ts';

/** Returns a line with the number of records, rows, quarantined records, and records that were given up. */
export function describeCount(
  when: string,
  sent: number,
  { rows, quarantined, givenUp }: RecordCounts,
): string {
  const failed = givenUp > 0 ? `, ${withCommas(givenUp)} in the failure bucket` : '';
  return `${when}: ${withCommas(sent)} records, ${withCommas(rows)} rows, ${withCommas(quarantined)} in quarantine${failed}.`;
}

/** Returns lines with the alarms that fired, and whether they are still in ALARM. */
export function describeAlarms(fired: readonly FiredAlarm[], minutesAhead: number): string[] {
  return [
    `Alarms of the stack that fire within ${minutesAhead} minutes:`,
    ...(fired.length === 0 ? ['  none'] : []),
    ...fired.map(
      ({ name, until }) => `  ${name}${until === undefined ? '' : ', until the problem is fixed'}`,
    ),
  ];
}

/** Returns the problems that doctor reports, with their remedies. */
export function describeFindings(lines: readonly string[]): string[] {
  const found = lines.flatMap((line, index) =>
    /^✗/.test(line) ? [`  ${line}`, `  ${lines[index + 1] ?? ''}`] : [],
  );
  return found.length === 0 ? ['  nothing'] : found;
}
