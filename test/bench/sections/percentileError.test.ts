import { percentileErrors, percentileOf } from '../../../bench/sections/percentileError.ts';

describe('percentileOf', () => {
  const histogram = { values: [10, 20, 30], counts: [50, 49, 1] };

  it.each([
    { percentile: 1, value: 10 },
    { percentile: 50, value: 10 },
    { percentile: 51, value: 20 },
    { percentile: 99, value: 20 },
    { percentile: 99.9, value: 30 },
  ])('is $value at $percentile', ({ percentile, value }) => {
    expect(percentileOf(histogram, percentile)).toBe(value);
  });
});

describe('percentileErrors', () => {
  it('includes the worst minute of each event, all examples, and the worst case', () => {
    const rows = [
      ['60.000', '0.100'],
      ['61.000', '0.200'],
      ['120.000', '0.300'],
    ];
    const errors = percentileErrors([{ of: 'event', fields: ['timestamp', 'time-taken'], rows }]);

    expect(errors[0]).toEqual({
      of: 'event, a minute, time-taken',
      distinct: 2,
      errors: [0, 0, 0, 0],
      largest: 0,
    });
    expect(errors.at(-1)).toMatchObject({ of: 'each of 1 ms to 60 s once', distinct: 60_000 });
    expect(errors.every(({ largest }) => largest <= 0.03)).toBe(true);
  });
});
