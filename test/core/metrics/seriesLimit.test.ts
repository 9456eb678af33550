import { type Series, SeriesLimit } from '../../../core/metrics/seriesLimit.ts';

const series = (distribution: string, cacheBehavior?: string): Series => ({
  distribution,
  ...(cacheBehavior === undefined ? {} : { cacheBehavior }),
});

describe('SeriesLimit', () => {
  it('admits series as they appear until there are as many as allowed, then counts the rest as other', () => {
    const limit = new SeriesLimit(4);
    expect([
      limit.admit(series('a', '/1')),
      limit.admit(series('a', '/2')),
      limit.admit(series('b', '/1')),
      limit.admit(series('a', '/3')),
      limit.admit(series('c', '/1')),
      limit.admit(series('a', '/1')),
      limit.admit(series('b', '/9')),
    ]).toEqual([
      series('a', '/1'),
      series('a', '/2'),
      series('b', 'other'),
      series('a', 'other'),
      series('other', 'other'),
      series('a', '/1'),
      series('b', 'other'),
    ]);
  });

  it('counts distributions alone if cache behaviors are not logged', () => {
    const limit = new SeriesLimit(1);
    expect([limit.admit(series('a')), limit.admit(series('b')), limit.admit(series('a'))]).toEqual([
      series('a'),
      series('other'),
      series('a'),
    ]);
  });

  it('holds places for configured series, whichever appear first', () => {
    const limit = new SeriesLimit(3, ['z', 'z /images/*']);
    expect([
      limit.admit(series('a', '/1')),
      limit.admit(series('b', '/1')),
      limit.admit(series('z', '/1')),
      limit.admit(series('z', '/images/*')),
    ]).toEqual([
      series('a', 'other'),
      series('other', 'other'),
      series('z', 'other'),
      series('z', '/images/*'),
    ]);
  });

  it('holds a place for the distribution of a configured cache behavior', () => {
    const limit = new SeriesLimit(2, ['z /images/*']);
    expect([limit.admit(series('a', '/1')), limit.admit(series('z', '/images/*'))]).toEqual([
      series('other', 'other'),
      series('z', '/images/*'),
    ]);
  });

  it('holds no more places for configured series than are allowed', () => {
    const limit = new SeriesLimit(1, ['y', 'z']);
    expect([limit.admit(series('z')), limit.admit(series('y'))]).toEqual([series('other'), series('y')]);
  });

  it('admits none if none is allowed', () => {
    expect(new SeriesLimit(0).admit(series('a', '/1'))).toEqual(series('other', 'other'));
  });
});
