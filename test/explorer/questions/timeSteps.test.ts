import fc from 'fast-check';
import { coveredLength, maxSteps, timeSteps } from '../../../explorer/questions/timeSteps.ts';

const midnight = Date.UTC(2026, 10, 25);

describe('the bars of a window', () => {
  it.each([
    ['a day', 86_400_000, 600_000, 144],
    ['an hour', 3_600_000, 30_000, 120],
    ['two minutes', 120_000, 1_000, 120],
    ['half a second', 500, 1_000, 1],
  ])('have round lengths: %s', (_, length, step, count) => {
    expect(timeSteps(midnight, midnight + length)).toEqual({ start: midnight, length: step, count });
  });

  it('cover the window, and are at most 160', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 4e11 }), (from, length) => {
        const steps = timeSteps(from, from + length);
        expect(steps.count).toBeLessThanOrEqual(maxSteps);
        const covered = Array.from({ length: steps.count }, (_unused, bar) =>
          coveredLength(steps, bar, from, from + length),
        );
        expect(covered.reduce((sum, part) => sum + part, 0)).toBe(length);
        expect(Math.min(...covered)).toBeGreaterThan(0);
      }),
    );
  });
});
