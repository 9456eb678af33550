import { readHour } from '../../../cli/compact/hourOption.ts';

const hour = Date.UTC(2026, 10, 20, 13);

describe('readHour', () => {
  it('accepts an hour from 75 minutes after its end', () => {
    const closed = hour + (60 + 75) * 60_000;
    expect(readHour('2026-11-20T13', closed)).toBe(hour / 3_600_000);
    expect(() => readHour('2026-11-20T13', closed - 1)).toThrow(
      "--hour: expected an hour that ended at least 75 minutes ago, got '2026-11-20T13'",
    );
  });

  it.each([
    '2026-11-20',
    '2026-11-20T13:05',
    '2026-11-20T24',
    '2026-02-30T13',
    '2026-13-01T00',
    "1'; DROP",
  ])('rejects %s', (value) => {
    expect(() => readHour(value, hour * 2)).toThrow(
      `--hour: expected a UTC hour such as 2026-11-20T13, got '${value}'`,
    );
  });
});
