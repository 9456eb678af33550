import { durationOption, readTime, timeOption } from '../../cli/times.ts';

describe('durationOption', () => {
  it.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['365d', 31_536_000_000],
  ])('reads %s', (text, milliseconds) => {
    expect(durationOption('--since')(text)).toBe(milliseconds);
  });

  it.each(['', '5', 'm', '0m', '-5m', '5 m', '1.5h', '366d', '5w'])('refuses %j', (text) => {
    expect(() => durationOption('--since')(text)).toThrow(
      `--since: expected a duration such as 30s, 5m, 2h, or 1d, got '${text}'`,
    );
  });
});

describe('readTime', () => {
  it.each([
    ['2026-11-20T13:05:01.5Z', '2026-11-20T13:05:01.500Z'],
    ['2026-11-20T13:05', '2026-11-20T13:05:00.000Z'],
    ['2026-11-20 13:05', '2026-11-20T13:05:00.000Z'],
    ['2026-11-20T14:05:00+01:00', '2026-11-20T13:05:00.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['1795179900.123', '2026-11-20T13:05:00.123Z'],
  ])('reads %s', (text, iso) => {
    expect(new Date(readTime(text) ?? 0).toISOString()).toBe(iso);
  });

  it.each([
    '',
    'now',
    '13:05',
    '2026-13-01',
    '2026-11-20T25:00',
    '20261120',
    '2026-11-20T13',
  ])('refuses %j', (text) => {
    expect(readTime(text)).toBeUndefined();
    expect(() => timeOption('--around')(text)).toThrow(
      `--around: expected a time such as 2026-11-20T13:05Z, got '${text}'`,
    );
  });
});
