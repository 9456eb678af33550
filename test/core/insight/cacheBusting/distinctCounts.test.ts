import { DistinctCounts } from '../../../../core/insight/cacheBusting/distinctCounts.ts';

const filled = (counts: DistinctCounts, key: string, from: number, to: number) => {
  for (let item = from; item < to; item++) counts.add(key, `item-${item}`);
  return counts;
};

describe('different items of keys', () => {
  it('are counted exactly while there are few, no matter how often they occur', () => {
    const counts = new DistinctCounts(10);
    for (let round = 0; round < 3; round++) filled(counts, 'a', 0, 100);
    filled(counts, 'b', 0, 1);
    expect(counts.top(5)).toEqual([
      { key: 'a', items: 300, distinct: 100 },
      { key: 'b', items: 1, distinct: 1 },
    ]);
  });

  it.each([1_000, 20_000])('are estimated within three standard errors beyond that: %i', (count) => {
    const [{ distinct } = { distinct: 0 }] = filled(new DistinctCounts(1), 'a', 0, count).top(1);
    expect(Math.abs(distinct / count - 1)).toBeLessThan(3 / Math.sqrt(158));
  });

  it('merge to the same counts as one instance, with common items counted once', () => {
    const one = filled(new DistinctCounts(4), 'a', 0, 3_000);
    const parts = filled(new DistinctCounts(4), 'a', 0, 2_000);
    parts.merge(filled(new DistinctCounts(4), 'a', 1_000, 3_000));
    expect(parts.top(1)).toEqual([{ ...one.top(1)[0], items: 4_000 }]);
  });

  it('keep the keys with many items if a client sends a new key with every request', () => {
    const counts = filled(new DistinctCounts(5), 'attacked', 0, 200);
    for (let key = 0; key < 1_000; key++) counts.add(`new-${key}`, 'item');
    expect(counts.top(10)).toHaveLength(5);
    expect(counts.top(1)[0]).toMatchObject({ key: 'attacked', items: 200 });
  });
});
