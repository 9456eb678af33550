import { beginExplanation, parseHistory } from '../../../../core/insight/alarms/explanationHistory.ts';

const minute = 60_000;
const limits = { maxPerHour: 3 };
const begin = (history: readonly [string, number][], alarmName: string, at: number) =>
  beginExplanation(
    history.map(([name, minutes]) => ({ alarmName: name, at: minutes * minute })),
    { alarmName, at: at * minute },
    limits,
  );

describe('the history of explanations', () => {
  it('allows an explanation, and drops entries older than an hour', () => {
    expect(begin([['a', 0]], 'a', 60)).toEqual([{ alarmName: 'a', at: 60 * minute }]);
    expect(begin([['a', 1]], 'b', 60)).toEqual([
      { alarmName: 'a', at: minute },
      { alarmName: 'b', at: 60 * minute },
    ]);
  });

  it('rejects the same alarm for half an hour', () => {
    expect(begin([['a', 0]], 'a', 29)).toBe('the same alarm was explained less than 30 minutes earlier');
    expect(begin([['a', 0]], 'a', 30)).toHaveLength(2);
  });

  it('rejects more than the hourly limit for all alarms together', () => {
    const three: [string, number][] = [
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ];
    expect(begin(three, 'd', 59)).toBe('3 alarms were explained in the last hour');
    expect(begin(three, 'd', 60)).toHaveLength(3);
  });

  it('starts empty if the stored history is not valid', () => {
    const entry = { alarmName: 'a', at: 1 };
    expect(['', '{', '{}', 'null', JSON.stringify([entry, null, { at: 1 }])].map(parseHistory)).toEqual([
      [],
      [],
      [],
      [],
      [entry],
    ]);
  });
});
