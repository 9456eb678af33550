import { prices, pricesAsOf } from '../../../core/sizing/prices.ts';

describe('prices', () => {
  it('contain the month in which they were valid', () => {
    expect(pricesAsOf).toMatch(/^20\d\d-\d\d$/);
  });

  it.each(Object.entries(prices))('%s has an amount, a unit, and a page of AWS', (_, {
    dollars,
    unit,
    source,
  }) => {
    expect(dollars).toBeGreaterThan(0);
    expect(unit).not.toBe('');
    expect(source).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//);
  });
});
