import { withRoom } from '../../../core/columns/codes.ts';

describe('withRoom', () => {
  it('returns the same array if it is large enough', () => {
    const codes = Int32Array.of(1, 2, 3);
    expect(withRoom(codes, 3)).toBe(codes);
  });

  it('returns a larger array with the same content if it is not', () => {
    const larger = withRoom(Int32Array.of(1, 2, 3), 100);
    expect([...larger.subarray(0, 3)]).toEqual([1, 2, 3]);
    expect(larger.length).toBeGreaterThanOrEqual(100);
  });

  it('at least doubles, so that growing row by row stays cheap', () => {
    expect(withRoom(new Int32Array(1000), 1001).length).toBeGreaterThanOrEqual(2000);
  });
});
