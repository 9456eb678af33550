import { closingMinutes, type LateMark } from '../../../../core/lake/compaction/lateMarks.ts';
import {
  candidateHours,
  type HourFiles,
  hoursPerRun,
  type Job,
  type LakeState,
  planRun,
} from '../../../../core/lake/compaction/planRun.ts';
import { noon } from './compactedLake.ts';

/** Returns the time at which an hour is closed, in epoch milliseconds. */
const closing = (hour: number) => (hour + 1) * 3_600_000 + closingMinutes * 60_000;

const state = (values: Partial<LakeState> = {}): LakeState => ({
  now: closing(noon),
  watermark: noon - 1,
  oldestRawHour: noon - 10,
  marks: [],
  isSetUp: true,
  newColumns: [],
  retentionDays: 90,
  ...values,
});
const mark = (hour: number, file = 'file'): LateMark => ({ key: `late/${hour}/${file}`, hour });
const files = (...hours: number[]): HourFiles[] => hours.map((hour) => ({ hour, files: 1, bytes: 1 }));
const merge = (hour: number, values: Partial<Job> = {}) => ({
  kind: 'hour',
  hour,
  slices: 1,
  advances: true,
  marks: [],
  ...values,
});

describe('planRun', () => {
  it('merges an hour 75 minutes after its end, and not a millisecond earlier', () => {
    expect(planRun(state(), files(noon))).toEqual([merge(noon)]);
    expect(candidateHours(state({ now: closing(noon) - 1 }))).toEqual([]);
  });

  it('creates the tables and the view first, with the watermark directly before the oldest raw file', () => {
    const upgrade = state({ watermark: undefined, isSetUp: false, oldestRawHour: noon - 1 });
    expect(planRun(upgrade, files(noon - 1, noon))).toEqual([
      { kind: 'setup', newColumns: [], watermark: noon - 2 },
      merge(noon - 1),
      merge(noon),
    ]);
  });

  it('serves nothing before the first file of a new pipeline', () => {
    const fresh = state({ watermark: undefined, isSetUp: false, oldestRawHour: undefined });
    expect(planRun(fresh, [])).toEqual([{ kind: 'setup', newColumns: [], watermark: noon }]);
  });

  it('catches up one day per run, oldest hour first, and does the daily work for each day', () => {
    const oldest = noon - 90 * 24;
    const upgrade = state({ watermark: undefined, oldestRawHour: oldest });
    const hours = candidateHours(upgrade);
    expect(hours).toEqual(Array.from({ length: hoursPerRun }, (_, index) => oldest + index));
    const jobs = planRun(upgrade, files(...hours));
    expect(jobs.filter(({ kind }) => kind === 'hour')).toHaveLength(hoursPerRun);
    expect(jobs.filter(({ kind }) => kind === 'day')).toEqual([
      { kind: 'day', day: '2026-08-21', expireBefore: '2026-08-22' },
    ]);
  });

  it('passes empty hours together', () => {
    const idle = state({ watermark: noon - 5 });
    expect(planRun(idle, [])).toEqual([{ kind: 'flip', hour: noon }]);
    expect(planRun(idle, files(noon - 3))).toEqual([merge(noon - 3), { kind: 'flip', hour: noon }]);
  });

  it('merges a served hour again if it has late marks, and deletes exactly these marks', () => {
    const late = state({ marks: [mark(noon - 4, 'a'), mark(noon - 4, 'b'), mark(noon), mark(noon + 1)] });
    expect(planRun(late, files(noon - 4, noon))).toEqual([
      merge(noon, { marks: [mark(noon).key] } as Partial<Job>),
      merge(noon - 4, {
        advances: false,
        marks: [mark(noon - 4, 'a').key, mark(noon - 4, 'b').key],
      } as Partial<Job>),
    ]);
  });

  it('splits an hour into slices by size', () => {
    expect(planRun(state(), [{ hour: noon, files: 37_000, bytes: 36e9 }])).toEqual([
      merge(noon, { slices: 9 } as Partial<Job>),
    ]);
  });

  it('removes raw hours two weeks after they were served, unless they have marks', () => {
    const old = state({ oldestRawHour: noon - 15 * 24, marks: [mark(noon - 15 * 24 + 1)] });
    const removal = planRun(old, files(noon)).find(({ kind }) => kind === 'removeRaw');
    const first = noon - 15 * 24;
    expect(removal).toEqual({
      kind: 'removeRaw',
      hours: [first, ...Array.from({ length: 22 }, (_, index) => first + 2 + index)],
    });
  });
});
