import { HeavyHitters } from '../../../../core/insight/top/heavyHitters.ts';
import { Random } from '../../../../harness/random.ts';

/** Adds keys to the heavy hitters, and counts their exact weights. */
function count(keys: Iterable<readonly [key: string, weight: number]>, capacity: number) {
  const exact = new Map<string, number>();
  const hitters = new HeavyHitters(capacity);
  for (const [key, weight] of keys) {
    exact.set(key, (exact.get(key) ?? 0) + weight);
    hitters.add(key, weight);
  }
  return { exact, hitters };
}

/** Expects that all guarantees of heavy hitters hold. */
function expectBounds(exact: ReadonlyMap<string, number>, hitters: HeavyHitters, bound: number): void {
  const top = hitters.top(hitters.size);
  const wrong = top.filter(({ key, weight, error }) => {
    const own = exact.get(key) ?? 0;
    return weight < own || weight - error > own || error > bound;
  });
  expect(wrong).toEqual([]);
  const kept = new Set(top.map(({ key }) => key));
  const missing = [...exact].filter(([key, weight]) => weight > bound && !kept.has(key));
  expect(missing).toEqual([]);
  expect(hitters.total).toBe(exact.values().reduce((sum, weight) => sum + weight, 0));
}

/** Generates keys that follow Zipf's law, with weights. */
function* skewed(number: number, seed: number): Generator<[string, number]> {
  const random = new Random(seed);
  for (let index = 0; index < number; index++) {
    const place = random.happens(0.5) ? random.below(5_000) : Math.floor(1 / (random.next() + 1e-4));
    yield [`/path/${place}`, 1 + random.below(1000)];
  }
}

describe('heavy hitters', () => {
  it('are exact while all keys fit', () => {
    const { hitters } = count(
      [
        ['a', 2],
        ['b', 5],
        ['a', 4],
        ['c', 0],
      ],
      2,
    );
    expect(hitters.top(9)).toEqual([
      { key: 'a', weight: 6, error: 0 },
      { key: 'b', weight: 5, error: 0 },
    ]);
  });

  it('keep their error bounds for keys of every frequency', () => {
    const { exact, hitters } = count(skewed(50_000, 1), 100);
    expect(exact.size).toBeGreaterThan(1_000);
    expectBounds(exact, hitters, hitters.total / 100);
  });

  it('keep their error bounds and their size if all keys except one are new', () => {
    function* hostile(): Generator<[string, number]> {
      for (let index = 0; index < 50_000; index++) yield [index % 50 === 0 ? 'frequent' : `new-${index}`, 1];
    }
    const { exact, hitters } = count(hostile(), 100);
    expect(hitters.size).toBe(100);
    expect(hitters.top(1)[0]?.key).toBe('frequent');
    expectBounds(exact, hitters, hitters.total / 100);
  });

  it('are merged with the sum of the bounds', () => {
    const [first, second] = [count(skewed(20_000, 2), 100), count(skewed(30_000, 3), 100)];
    const bound = (first.hitters.total + second.hitters.total) / 100;
    const exact = new Map(first.exact);
    for (const [key, weight] of second.exact) exact.set(key, (exact.get(key) ?? 0) + weight);
    first.hitters.merge(second.hitters);
    expectBounds(exact, first.hitters, bound);
  });
});
