import { describeReport, emptyTally, type ReplayTally } from '../../../cli/replay/replayReport.ts';

const tallyOf = (tally: Partial<ReplayTally>): ReplayTally => ({ ...emptyTally(), ...tally });

describe('describeReport', () => {
  it('reports that there is nothing to restore', () => {
    expect(describeReport({ batches: emptyTally(), quarantine: emptyTally() }, false)).toEqual([
      'Failed batches: none',
      'Quarantine files: none',
    ]);
  });

  const report = {
    batches: tallyOf({
      found: 12,
      before: 3,
      replayed: 8,
      records: 41_230,
      rows: 41_229,
      unreadable: 1,
      failures: [{ key: 'aws/lambda/\u001b[2J', reason: 'expected an invocation record of Lambda, got x' }],
    }),
    quarantine: tallyOf({ found: 1, replayed: 1, records: 1, rows: 1 }),
  };

  it('reports restored and unreadable records', () => {
    expect(describeReport(report, false).join('\n')).toBe(
      `Failed batches: 12 found, 3 replayed before, 8 replayed, 1 not replayed
  41,230 records: 41,229 rows restored, 1 quarantined
  ✗ aws/lambda/\\x1b[2J: expected an invocation record of Lambda, got x
Quarantine files: 1 found, 1 replayed
  1 record: 1 row restored`,
    );
  });

  it('reports what would be restored', () => {
    expect(describeReport(report, true).join('\n')).toBe(
      `Failed batches: 12 found, 3 replayed before, 8 to replay, 1 not replayed
  41,230 records: 41,229 rows would be restored, 1 would be quarantined
  ✗ aws/lambda/\\x1b[2J: expected an invocation record of Lambda, got x
Quarantine files: 1 found, 1 to replay
  1 record: 1 row would be restored`,
    );
  });
});
