import { areaPath, linePath } from '../../../../explorer/page/chart/paths.ts';

const x = (index: number) => 10 * index;
const y = (value: number) => 100 - value;

describe('paths of a chart', () => {
  const values = [null, 5, 10, null, null, 20, null];

  it('have gaps if there are no values', () => {
    expect(linePath(values, x, y)).toBe('M10 95L20 90M50 80h0.01');
    expect(areaPath(values, x, y)).toBe('M10 95L20 90L20 100L10 100zM50 80L50 100L50 100z');
  });

  it('are continuous without gaps, and empty without values', () => {
    expect(areaPath([1, 2], x, y)).toBe('M0 99L10 98L10 100L0 100z');
    expect(areaPath([null, null], x, y)).toBe('');
  });
});
