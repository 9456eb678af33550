import type { Layout } from '../../../core/layouts/layout.ts';
import { layoutsInUse, mustBeDistinguishableFrom } from '../../../core/layouts/layoutTimes.ts';

const until = '2026-11-10T00:00:00.000Z';
const ended: Layout = { fields: ['timestamp'], status: 'confirmed', since: '2026-11-01T00:00:00Z', until };
const current: Layout = { fields: ['c-ip'], status: 'expected', since: '2026-11-01T00:00:00Z' };

function hoursLater(hours: number): number {
  return Date.parse(until) + hours * 3_600_000;
}

describe('a layout', () => {
  it('is used for reading until its last records can have arrived', () => {
    expect(layoutsInUse([ended, current], hoursLater(0))).toEqual([ended, current]);
    expect(layoutsInUse([ended, current], hoursLater(7 * 24 + 12))).toEqual([ended, current]);
    expect(layoutsInUse([ended, current], hoursLater(7 * 24 + 13))).toEqual([current]);
  });

  it('must be distinguishable from new ones for 8 days, longer than it is used for reading', () => {
    expect(mustBeDistinguishableFrom(ended, hoursLater(8 * 24))).toBe(true);
    expect(mustBeDistinguishableFrom(ended, hoursLater(8 * 24 + 1))).toBe(false);
    expect(mustBeDistinguishableFrom(current, hoursLater(1000))).toBe(true);
  });
});
