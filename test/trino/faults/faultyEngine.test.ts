import { mergeHourly } from '../../../core/lake/compaction/hourlyRollup.ts';
import { mergeHour, mergeUnidentified } from '../../../core/lake/compaction/mergeHour.ts';
import { compactionTarget } from '../../../core/lake/compaction/target.ts';
import { hourOfMerge } from '../../../trino/faults/faultyEngine.ts';

const target = compactionTarget('trino', ['timestamp', 'x_edge_request_id', 'sequence_number']);
const hour = Date.UTC(2026, 10, 20, 13) / 3_600_000;

describe('hourOfMerge', () => {
  it('finds the hour whose requests a statement merges', () => {
    expect(hourOfMerge(mergeHour(target, hour))).toBe(hour);
    expect(hourOfMerge(mergeUnidentified(target, hour))).toBe(hour);
    expect(hourOfMerge(mergeHourly(target, hour))).toBeUndefined();
    expect(hourOfMerge('SELECT 1')).toBeUndefined();
  });
});
