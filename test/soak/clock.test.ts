import { JumpingClock } from '../../soak/clock.ts';

const start = Date.parse('2026-11-20T22:10:00Z');
/** Milliseconds since the process started. */
let running = 5000;

beforeAll(() => {
  jest.spyOn(performance, 'now').mockImplementation(() => running);
});
afterAll(() => jest.restoreAllMocks());

/** Returns a clock's time as text. */
const shownBy = (clock: JumpingClock) => new Date(clock.now()).toISOString();

describe('JumpingClock', () => {
  it('starts at the given time and runs', () => {
    const clock = new JumpingClock(start);
    const first = shownBy(clock);
    running += 20;

    expect([first, shownBy(clock)]).toEqual(['2026-11-20T22:10:00.000Z', '2026-11-20T22:10:00.020Z']);
  });

  it('moves forward and back', () => {
    const clock = new JumpingClock(start);
    clock.jump(3_600_000);
    clock.jump(-60_000);

    expect(shownBy(clock)).toBe('2026-11-20T23:09:00.000Z');
  });

  it.each([
    ['before', 5000, '2026-11-20T22:59:55.000Z'],
    ['after', -5000, '2026-11-20T23:00:05.000Z'],
  ])('moves to just %s the next full hour', (_, milliseconds, time) => {
    const clock = new JumpingClock(start);
    clock.jumpToEndOfHour(milliseconds);

    expect(shownBy(clock)).toBe(time);
  });
});
