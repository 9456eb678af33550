import { findPeaks } from '../../../explorer/questions/findPeaks.ts';

const settings = { factor: 2, difference: 0.5, isSolid: () => true };
const flat = (length: number) => Array.from({ length }, (_, bar) => 1 + 0.05 * Math.sin(bar * 7));

describe('findPeaks', () => {
  it('finds runs of bars that are higher than their surroundings, the most striking first', () => {
    const values = flat(60);
    values.splice(10, 2, 4, 5);
    values.splice(40, 3, 7, 9, 8);
    expect(
      findPeaks(values, settings).map(({ first, last, at, value }) => ({ first, last, at, value })),
    ).toEqual([
      { first: 40, last: 42, at: 41, value: 9 },
      { first: 10, last: 11, at: 11, value: 5 },
    ]);
  });

  it('finds no peaks in noise, a slow rise, a new level, or few bars', () => {
    expect(findPeaks(flat(60), settings)).toEqual([]);
    expect(
      findPeaks(
        Array.from({ length: 100 }, (_, bar) => 1 + bar / 5),
        settings,
      ),
    ).toEqual([]);
    expect(findPeaks([...flat(30), ...flat(30).map((value) => value * 8)], settings)).toEqual([]);
    expect(findPeaks([1, 1, 9, 1], settings)).toEqual([]);
  });

  it('finds no peaks in bars with too few events', () => {
    const values = flat(60);
    values[20] = 50;
    expect(findPeaks(values, { ...settings, isSolid: (bar) => bar !== 20 })).toEqual([]);
    expect(
      findPeaks(
        values.map((value, bar) => (bar === 20 ? null : value)),
        settings,
      ),
    ).toEqual([]);
  });
});
