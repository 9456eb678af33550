import { searchedHours } from '../../../cli/find/searchedHours.ts';
import { dayAndHour } from '../../../core/lake/keys.ts';

const now = Date.parse('2026-11-20T01:59:59Z');
const show = (hours: readonly number[]) => hours.map((hour) => dayAndHour(hour).join(' '));

describe('searchedHours', () => {
  it('returns the current hour and the day before it, with the newest first', () => {
    const hours = show(searchedHours(now));

    expect(hours).toHaveLength(25);
    expect(hours.slice(0, 3)).toEqual(['2026-11-20 01', '2026-11-20 00', '2026-11-19 23']);
    expect(hours.at(-1)).toBe('2026-11-19 01');
  });

  it('returns the hours around a time, with the nearest first, and later before earlier hours', () => {
    expect(show(searchedHours(now, Date.parse('2026-11-19T13:05:00Z')))).toEqual([
      '2026-11-19 13',
      '2026-11-19 14',
      '2026-11-19 12',
      '2026-11-19 15',
      '2026-11-19 11',
      '2026-11-19 16',
      '2026-11-19 17',
      '2026-11-19 18',
      '2026-11-19 19',
    ]);
  });

  it('returns no hours in the future', () => {
    expect(show(searchedHours(now, now))).toEqual(['2026-11-20 01', '2026-11-20 00', '2026-11-19 23']);
  });
});
