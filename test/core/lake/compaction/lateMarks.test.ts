import { lateMarkOf, markOf, markOfHour, readLateMarks } from '../../../../core/lake/compaction/lateMarks.ts';
import { noon } from './compactedLake.ts';

const key = 'raw/arrival_day=2026-11-20/arrival_hour=12/shardId-000000000001-4959.parquet';
const halfPast = (noon + 1) * 3_600_000 + 30 * 60_000;

describe('late marks', () => {
  it('are required for raw files more than 30 minutes after the hour of arrival', () => {
    expect(lateMarkOf(key, halfPast)).toBeUndefined();
    expect(lateMarkOf(key, halfPast + 1)).toBe(
      `late/2026-11-20/12/shardId-000000000001-4959.parquet.${halfPast + 1}`,
    );
  });

  it('are always required for commands, and never for other objects', () => {
    expect(markOf(key, 7)).toBe('late/2026-11-20/12/shardId-000000000001-4959.parquet.7');
    expect(markOf(key.replace('raw/', 'quarantine/'), 7)).toBeUndefined();
    expect(lateMarkOf('config/layouts.json', halfPast * 2)).toBeUndefined();
  });

  it('are read back by their hour', () => {
    const marks = [markOf(key, 7) ?? '', markOfHour(noon + 12, 8), 'late/notes.txt'];
    expect(readLateMarks(marks)).toEqual([
      { key: marks[0], hour: noon },
      { key: 'late/2026-11-21/00/marked-by-hand.8', hour: noon + 12 },
    ]);
  });
});
