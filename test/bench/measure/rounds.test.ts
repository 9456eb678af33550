import { median, medianTimes } from '../../../bench/measure/rounds.ts';

describe('median', () => {
  it.each([
    { numbers: [3], middle: 3 },
    { numbers: [10, 2, 9], middle: 9 },
    { numbers: [10, 2, 9, 1], middle: 5.5 },
  ])('of $numbers is $middle', ({ numbers, middle }) => {
    expect(median(numbers)).toBe(middle);
  });
});

describe('medianTimes', () => {
  it('runs all in turns, several times each, starting with a different one in each round', async () => {
    const order: string[] = [];
    const thing = (name: string) => ({ run: async () => order.push(name) });

    const times = await medianTimes([thing('a'), thing('b')], {
      warmUpRounds: 1,
      rounds: 2,
      runsPerRound: 1,
    });

    expect(order.join('')).toBe('aabb' + 'aabb' + 'bbaa');
    expect(times).toHaveLength(2);
  });
});
