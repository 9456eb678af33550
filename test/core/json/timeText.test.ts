import fc from 'fast-check';
import { TimePrinter } from '../../../core/json/timeText.ts';

describe('a time', () => {
  it('equals the output of Date, no matter what was formatted before', () => {
    const printers = {
      iso: new TimePrinter('iso'),
      space: new TimePrinter('space'),
      seconds: new TimePrinter('seconds'),
      milliseconds: new TimePrinter('milliseconds'),
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), fc.nat({ max: 3000 }), (time, after) => {
        for (const one of [time, Math.min(time + after, 253_402_300_799_999)]) {
          const iso = new Date(one).toISOString();
          expect(JSON.parse(printers.iso.print(one))).toBe(iso);
          expect(JSON.parse(printers.space.print(one))).toBe(iso.replace('T', ' ').replace('Z', ''));
          expect(JSON.parse(printers.milliseconds.print(one))).toBe(one);
          expect(Math.round(JSON.parse(printers.seconds.print(one)) * 1000)).toBe(one);
          expect(printers.seconds.print(one)).toMatch(/^\d+\.\d{3}$/);
        }
      }),
    );
  });
});
