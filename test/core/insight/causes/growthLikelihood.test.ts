import { advantageOf, growthOf } from '../../../../core/insight/causes/growthLikelihood.ts';

const all = { selection: { n: 10_000, k: 150 }, baseline: { n: 40_000, k: 400 } };

describe('the growth that the counts of a group suggest', () => {
  it('is the part of the requests that have an event in addition to the usual ones', () => {
    const growth = growthOf({ selection: { n: 100, k: 51 }, baseline: { n: 395, k: 7.95 } }, all);
    expect(growth).toEqual({ usual: 0.02, drift: expect.closeTo(1, 1), added: expect.closeTo(0.5, 2) });
  });

  it('is 0 for a group without requests, and always less than 1', () => {
    const none = { n: 0, k: 0 };
    expect(growthOf({ selection: none, baseline: none }, all).added).toBe(0);
    expect(growthOf({ selection: { n: 9, k: 9 }, baseline: none }, all).added).toBe(0.99);
  });
});

describe('the comparison of two groups', () => {
  const group = { selection: { n: 100, k: 40 }, baseline: { n: 400, k: 0 } };

  it('prefers the part if the other requests have no additional events, and the whole if they have', () => {
    const wholeOf = (events: number) => ({
      selection: { n: 200, k: 40 + events },
      baseline: { n: 800, k: 0 },
    });
    expect(advantageOf(group, wholeOf(0), group, all)).toBeGreaterThan(20);
    expect(advantageOf(group, wholeOf(35), group, all)).toBeLessThan(-20);
  });

  it('is indifferent to requests that always have an event', () => {
    const whole = { selection: { n: 120, k: 60 }, baseline: { n: 480, k: 80 } };
    expect(Math.abs(advantageOf(group, whole, group, all))).toBeLessThan(8);
  });
});
