import { lakeCost } from '../../../core/sizing/lakeCost.ts';

describe('lakeCost', () => {
  it('prices scans, GET requests, and state transitions', () => {
    // 3.6 million rows per hour. Bytes per row: 87 + 3 · 41 for the merge, 5 · 41 for the proof, 12 for the rollup.
    const scanned = 730 * 3.6e6 * (87 + 3 * 41 + 5 * 41 + 12) + (730 / 24) * 86.4e6 * 75;
    const gets = 730 * (24_000 / 24) * 2 * 2;
    const transitions = 730 * (3 + 4 * 3);
    expect(lakeCost(1_000, 24_000).compaction).toBeCloseTo(
      (scanned / 1e12) * 5 + (gets / 1_000) * 0.0004 + (transitions / 1_000) * 0.025,
      2,
    );
  });

  it('prices a query over a day with and without compaction', () => {
    expect(lakeCost(1_000, 24_000)).toMatchObject({ compactedDayQuery: 0.0013, rawDayQuery: 0.0568 });
  });

  it('bills at least 10 MB for a statement', () => {
    const quiet = lakeCost(0.01, 10);
    expect(quiet).toMatchObject({ compactedDayQuery: 0.0001, rawDayQuery: 0.0001 });
    expect(quiet.compaction).toBeCloseTo(730 * (3 * 10e6 * 5e-12 + 15 * 0.000025), 1);
  });

  it('reads an hour of more than 4 GB as often as it is merged in parts', () => {
    const [one, two] = [lakeCost(12_000, 0), lakeCost(13_000, 0)];
    expect(two.compaction / one.compaction).toBeGreaterThan(1.8);
  });
});
