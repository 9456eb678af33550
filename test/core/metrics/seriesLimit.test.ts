import { type Series, SeriesLimit } from '../../../core/metrics/seriesLimit.ts';

const series = (distribution: string, cacheBehavior?: string): Series => ({
  distribution,
  ...(cacheBehavior === undefined ? {} : { cacheBehavior }),
});

describe('SeriesLimit', () => {
  it('admits series in the order of appearance up to the limit, then counts the rest as other', () => {
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

  it('counts only distributions if cache behaviors are not logged', () => {
    const limit = new SeriesLimit(1);
    expect([limit.admit(series('a')), limit.admit(series('b')), limit.admit(series('a'))]).toEqual([
      series('a'),
      series('other'),
      series('a'),
    ]);
  });

  it('reserves places for configured series, in any order of appearance', () => {
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

  it('reserves a place for the distribution of a configured cache behavior', () => {
    const limit = new SeriesLimit(2, ['z /images/*']);
    expect([limit.admit(series('a', '/1')), limit.admit(series('z', '/images/*'))]).toEqual([
      series('other', 'other'),
      series('z', '/images/*'),
    ]);
  });

  it('reserves no more places for configured series than the limit', () => {
    const limit = new SeriesLimit(1, ['y', 'z']);
    expect([limit.admit(series('z')), limit.admit(series('y'))]).toEqual([series('other'), series('y')]);
  });

  it('admits no series if the limit is 0', () => {
    expect(new SeriesLimit(0).admit(series('a', '/1'))).toEqual(series('other', 'other'));
  });
});
