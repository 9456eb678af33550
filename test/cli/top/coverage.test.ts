import { Coverage } from '../../../cli/top/coverage.ts';

describe('the part of a window that was read', () => {
  it('is 1 if no shard is behind', () => {
    const coverage = new Coverage();
    coverage.list(['a', 'b'], 0);
    coverage.note('a', 60_000, 0);
    coverage.note('b', 60_000, 0);
    expect([coverage.partRead(0, 60_000), coverage.incomplete(0, 60_000)]).toEqual([1, 0]);
  });

  it('is 0 before the shards are known', () => {
    expect(new Coverage().partRead(0, 60_000)).toBe(0);
  });

  it('contains no record of a shard that was never read', () => {
    const coverage = new Coverage();
    coverage.list(['a', 'b', 'c', 'd'], 0);
    for (const shard of ['a', 'b', 'c']) coverage.note(shard, 60_000, 0);
    expect([coverage.partRead(0, 60_000), coverage.incomplete(0, 60_000)]).toEqual([0.75, 1]);
  });

  it('is reduced by the time that a shard is behind, and by skipped times', () => {
    const coverage = new Coverage();
    coverage.list(['a', 'b'], 0);
    coverage.note('a', 60_000, 15_000);
    coverage.skip('b', 30_000, 30_000);
    coverage.note('b', 60_000, 0);
    expect([coverage.partRead(0, 60_000), coverage.incomplete(0, 60_000)]).toEqual([1 - 45 / 120, 2]);
    coverage.forget(31_000);
    expect(coverage.partRead(0, 60_000)).toBe(1 - 15 / 120);
  });
});
