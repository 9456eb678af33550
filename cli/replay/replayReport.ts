import { plainText } from '../../terminal/plainText.ts';

/** Result of a replay for one kind of objects. */
export interface ReplayTally {
  /** Number of found objects. */
  found: number;
  /** Number of objects that were replayed earlier and have no further records to restore. */
  before: number;
  /** Number of objects that were replayed now. */
  replayed: number;
  /** Number of records in the objects that were replayed now. */
  records: number;
  /** Number of restored rows. */
  rows: number;
  /**
   * Number of records that can't be read. Records of failed batches are in quarantine now; records of quarantine files
   * remain there.
   */
  unreadable: number;
  /** Objects that could not be replayed, with the reason. */
  readonly failures: { readonly key: string; readonly reason: string }[];
}

/** Result of a replay. */
export interface ReplayReport {
  readonly batches: ReplayTally;
  readonly quarantine: ReplayTally;
}

/** Returns an empty tally. */
export function emptyTally(): ReplayTally {
  return { found: 0, before: 0, replayed: 0, records: 0, rows: 0, unreadable: 0, failures: [] };
}

/** Returns the report as lines of text. */
export function describeReport({ batches, quarantine }: ReplayReport, dryRun: boolean): string[] {
  return [
    ...describeTally('Failed batches', batches, dryRun, dryRun ? 'would be quarantined' : 'quarantined'),
    ...describeTally('Quarantine files', quarantine, dryRun, 'cannot be read with a known layout'),
  ];
}

/** Returns the report of a replay to a destination as lines of text. */
export function describeDestinationReport(tally: ReplayTally, name: string, dryRun: boolean): string[] {
  const { found, before, replayed, records, rows, unreadable, failures } = tally;
  if (found === 0) return [`Batches that ${name} did not receive: none`];
  const parts = [
    `${count(found)} found`,
    ...(before > 0 ? [`${count(before)} delivered before`] : []),
    ...(replayed > 0 ? [`${count(replayed)} ${dryRun ? 'to deliver' : 'delivered'}`] : []),
    ...(failures.length > 0 ? [`${count(failures.length)} not delivered`] : []),
  ];
  const rest = unreadable > 0 ? `, ${count(unreadable)} unreadable or rejected` : '';
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
    const restored = `${count(rows)} ${rows === 1 ? 'row' : 'rows'} ${dryRun ? 'would be restored' : 'restored'}`;
    const rest = tally.unreadable > 0 ? `, ${count(tally.unreadable)} ${unreadable}` : '';
    lines.push(`  ${count(records)} ${records === 1 ? 'record' : 'records'}: ${restored}${rest}`);
  }
  for (const { key, reason } of failures) lines.push(`  ✗ ${plainText(`${key}: ${reason}`)}`);
  return lines;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
