import { reshardingSteps } from '../../../core/sizing/resharding.ts';

describe('reshardingSteps', () => {
  it.each([
    [4, 50, [8, 16, 32, 50]],
    [1, 2, [2]],
    [50, 4, [25, 13, 7, 4]],
    [3, 1, [2, 1]],
    [5, 5, []],
  ])('from %i to %i are %j', (from, to, steps) => {
    expect(reshardingSteps(from, to)).toEqual(steps);
  });
});
