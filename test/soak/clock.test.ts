import { LeapingClock } from '../../soak/clock.ts';

const start = Date.parse('2026-11-20T22:10:00Z');
const tolerance = 1000;

/** How far the clock is behind a time, or ahead of it. */
const distance = (clock: LeapingClock, time: string) => Math.abs(clock.now() - Date.parse(time));

describe('LeapingClock', () => {
  it('begins where it is told and goes on', async () => {
    const clock = new LeapingClock(start);
    const first = clock.now();
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(distance(clock, '2026-11-20T22:10:00Z')).toBeLessThan(tolerance);
    expect(clock.now()).toBeGreaterThan(first);
  });

  it('leaps forth and back', () => {
    const clock = new LeapingClock(start);
    clock.leap(3_600_000);
    clock.leap(-60_000);

    expect(distance(clock, '2026-11-20T23:09:00Z')).toBeLessThan(tolerance);
  });

  it.each([
    ['before', 5000, '2026-11-20T22:59:55Z'],
    ['behind', -5000, '2026-11-20T23:00:05Z'],
  ])('leaps to just %s the next full hour', (_, milliseconds, time) => {
    const clock = new LeapingClock(start);
    clock.leapToEndOfHour(milliseconds);

    expect(distance(clock, time)).toBeLessThan(tolerance);
  });
});
