import { plainText } from '../../terminal/plainText.ts';

/** The result of a replay for one kind of objects. */
export interface ReplayTally {
  /** Objects that were found. */
  found: number;
  /** Objects that were replayed before and have nothing more to restore. */
  before: number;
  /** Objects that were replayed now. */
  replayed: number;
  /** Records in the objects that were replayed now. */
  records: number;
  /** Rows that were restored. */
  rows: number;
  /**
   * Records that can't be read. Those of failed batches are in quarantine now; those of quarantine files stay
   * there.
   */
  unreadable: number;
  /** Objects that could not be replayed, and why. */
  readonly failures: { readonly key: string; readonly reason: string }[];
}

/** The result of a replay. */
export interface ReplayReport {
  readonly batches: ReplayTally;
  readonly quarantine: ReplayTally;
}

/** An empty tally. */
export function emptyTally(): ReplayTally {
  return { found: 0, before: 0, replayed: 0, records: 0, rows: 0, unreadable: 0, failures: [] };
}

/** The report as lines for people. */
export function describeReport({ batches, quarantine }: ReplayReport, dryRun: boolean): string[] {
  return [
    ...describeTally(
      'Failed batches',
      batches,
      dryRun,
      dryRun ? 'would go to quarantine' : 'went to quarantine',
    ),
    ...describeTally('Quarantine files', quarantine, dryRun, 'cannot be read by any known layout'),
  ];
}

/** The report of a replay to a destination, as lines for people. */
export function describeDestinationReport(tally: ReplayTally, name: string, dryRun: boolean): string[] {
  const { found, before, replayed, records, rows, unreadable, failures } = tally;
  if (found === 0) return [`Batches that ${name} did not receive: none`];
  const parts = [
    `${count(found)} found`,
    ...(before > 0 ? [`${count(before)} delivered before`] : []),
    ...(replayed > 0 ? [`${count(replayed)} ${dryRun ? 'to deliver' : 'delivered'}`] : []),
    ...(failures.length > 0 ? [`${count(failures.length)} not delivered`] : []),
  ];
  const rest = unreadable > 0 ? `, ${count(unreadable)} unreadable or refused for good` : '';
  return [
    `Batches that ${name} did not receive: ${parts.join(', ')}`,
    ...(replayed > 0
      ? [
          `  ${count(records)} ${records === 1 ? 'record' : 'records'}${
            dryRun ? '' : `, ${count(rows)} ${rows === 1 ? 'document' : 'documents'} delivered${rest}`
          }`,
        ]
      : []),
    ...failures.map(({ key, reason }) => `  ✗ ${plainText(`${key}: ${reason}`)}`),
  ];
}

function describeTally(title: string, tally: ReplayTally, dryRun: boolean, unreadable: string): string[] {
  const { found, before, replayed, records, rows, failures } = tally;
  if (found === 0) return [`${title}: none`];
  const parts = [`${count(found)} found`];
  if (before > 0) parts.push(`${count(before)} replayed before`);
  if (replayed > 0) parts.push(`${count(replayed)} ${dryRun ? 'to replay' : 'replayed'}`);
  if (failures.length > 0) parts.push(`${count(failures.length)} not replayed`);
  const lines = [`${title}: ${parts.join(', ')}`];
  if (replayed > 0) {
    const back = `${count(rows)} ${rows === 1 ? 'row' : 'rows'} ${dryRun ? 'would come back' : 'came back'}`;
    const rest = tally.unreadable > 0 ? `, ${count(tally.unreadable)} ${unreadable}` : '';
    lines.push(`  of ${count(records)} ${records === 1 ? 'record' : 'records'} ${back}${rest}`);
  }
  for (const { key, reason } of failures) lines.push(`  ✗ ${plainText(`${key}: ${reason}`)}`);
  return lines;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
