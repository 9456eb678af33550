import { findGrowth, type MemorySample } from './memorySamples.ts';

const samplesOf = (growing: (place: number) => Partial<MemorySample>): MemorySample[] =>
  Array.from({ length: 16 }, (_, place) => ({
    seconds: place,
    pageHeap: 5e6,
    nodes: 1_000,
    listeners: 50,
    server: 2e8,
    ...growing(place),
  }));

describe('findGrowth', () => {
  it('finds no growth in values that are constant, rise only at first, or fluctuate', () => {
    expect(findGrowth(samplesOf(() => ({})))).toEqual([]);
    expect(findGrowth(samplesOf((place) => ({ pageHeap: Math.min(5e6, 2e6 + place * 1e6) })))).toEqual([]);
    expect(findGrowth(samplesOf((place) => ({ nodes: 1_000 + (place % 2) * 500 })))).toEqual([]);
  });

  it('reports which value grows', () => {
    expect(
      findGrowth(samplesOf((place) => ({ pageHeap: 5e6 + place * 2e5, listeners: 50 + place }))),
    ).toEqual(['pageHeap grew from 6,200,000 to 7,800,000', 'listeners grew from 56 to 64']);
    expect(findGrowth(samplesOf((place) => ({ server: 2e8 + place * 1e7 })))).toEqual([
      'server grew from 260,000,000 to 340,000,000',
    ]);
    expect(
      findGrowth(
        samplesOf((place) => ({ server: 2e8 + place * 1e7 })),
        false,
      ),
    ).toEqual([]);
    expect(() => findGrowth([])).toThrow('expected at least 4 samples, got 0');
  });
});
