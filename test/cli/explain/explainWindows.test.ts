import { baselineOption, explainWindows } from '../../../cli/explain/explainWindows.ts';

const newest = Date.parse('2026-11-20T14:00Z');
const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
const show = ({ from, to, baselineFrom, baselineTo }: ReturnType<typeof explainWindows>) =>
  [from, to, baselineFrom, baselineTo].map((time) => new Date(time).toISOString().slice(11, 16)).join(' ');

describe('the windows of an explanation', () => {
  it.each([
    [{}, '13:45 14:00 12:45 13:45'],
    [{ window: 300_000 }, '13:55 14:00 13:35 13:55'],
    [{ at: at('13:00') }, '12:50 13:05 11:50 12:50'],
    [{ at: at('13:58') }, '13:45 14:00 12:45 13:45'],
    [{ from: at('13:00'), to: at('13:10') }, '13:00 13:10 12:20 13:00'],
    [{ from: at('13:00') }, '13:00 14:00 09:00 13:00'],
    [{ from: at('13:00'), window: 300_000 }, '13:00 13:05 12:40 13:00'],
    [{ from: at('13:50'), window: 3_600_000 }, '13:50 14:00 13:10 13:50'],
    [{ to: at('13:00'), window: 300_000 }, '12:55 13:00 12:35 12:55'],
    [{ from: at('13:00'), baseline: baselineOption('30m') }, '13:00 14:00 12:30 13:00'],
    [
      { from: at('13:00'), baseline: baselineOption('2026-11-20T10:00..2026-11-20T11:00') },
      '13:00 14:00 10:00 11:00',
    ],
  ])('of %j are %s', (options, windows) => {
    expect(show(explainWindows(options, newest))).toBe(windows);
  });

  it.each([
    [{ from: at('13:00'), to: at('12:00') }, /^--from: expected a time before the end of the window/],
    [
      { baseline: baselineOption('2026-11-20T13:00..2026-11-20T13:50') },
      /^--baseline: expected times outside of the window .* got 2026-11-20T13:00:00Z to 2026-11-20T13:50:00Z$/,
    ],
  ])('of %j are rejected', (options, message) => {
    expect(() => explainWindows(options, newest)).toThrow(message);
  });
});

describe('the option of the baseline', () => {
  it.each([
    ['soon', /^--baseline: expected a duration such as 30s/],
    ['2026-11-20T11:00..x', /^--baseline: expected a length such as 1h, or two times/],
    ['2026-11-20T11:00..2026-11-20T10:00', /^--baseline: expected a length such as 1h, or two times/],
  ])('rejects %s', (value, message) => {
    expect(() => baselineOption(value)).toThrow(message);
  });
});
