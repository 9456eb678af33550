import type { Group } from '../../../core/metrics/groups.ts';
import { byDistribution, ownBehavior } from '../../../core/metrics/groupTree.ts';

const group = (minute: number, distribution: string, cacheBehavior?: string): Group => ({
  minute,
  series: { distribution, cacheBehavior },
});

describe('byDistribution', () => {
  it('collects the groups of a distribution in a minute, in the order of appearance', () => {
    const groups = [
      group(60, 'b', '*'),
      group(0, 'a', '*'),
      group(60, 'b', '/x'),
      group(60, 'a', '*'),
      group(0, 'a', '/x'),
    ];
    expect(byDistribution(groups)).toEqual([
      { minute: 60, distribution: 'b', groups: [0, 2] },
      { minute: 0, distribution: 'a', groups: [1, 4] },
      { minute: 60, distribution: 'a', groups: [3] },
    ]);
  });
});

describe('ownBehavior', () => {
  it('is the cache behavior, or other, except for distributions beyond the limit', () => {
    expect([
      ownBehavior(group(0, 'a', '*')),
      ownBehavior(group(0, 'a', 'other')),
      ownBehavior(group(0, 'a')),
      ownBehavior(group(0, 'other', 'other')),
    ]).toEqual(['*', 'other', undefined, undefined]);
  });
});
