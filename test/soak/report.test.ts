import type { CycleResult } from '../../soak/cycle.ts';
import { Tally } from '../../soak/faults/tally.ts';
import { describeBrokenPromises, describeResults } from '../../soak/report.ts';

const faults = new Tally();
faults.add('S3 slow', 2);
faults.add('hour crossed');

const kept: CycleResult = {
  promise: 'exact',
  records: 1000,
  faults,
  invocations: 12,
  failedInvocations: 3,
  givenUp: 4,
  dropped: 0,
  replayed: 4,
  lost: [],
  duplicated: [],
  duplicatedBy: new Tally(),
  duplicatedInQuarantine: 0,
  wrong: [],
  removed: 0,
  notExact: 0,
  notExactCompacted: 0,
};

describe('brokenPromises', () => {
  it.each<[string, Partial<CycleResult>, string[]]>([
    ['nothing', {}, []],
    [
      'duplicates at least once',
      { promise: 'at least once', duplicated: [3, 4], duplicatedInQuarantine: 1, removed: 2 },
      [],
    ],
    ['duplicates', { duplicated: [3, 4], removed: 2 }, ['2 rows duplicated']],
    ['duplicates in quarantine', { duplicatedInQuarantine: 1 }, ['1 quarantine entries duplicated']],
    ['losses', { lost: [7, 8] }, ['2 records lost, such as 7, 8']],
    ['wrong rows', { wrong: ['{"n":1}'] }, ['1 records wrong, such as {"n":1}']],
    ['dropped records', { dropped: 5 }, ['5 records dropped by the event source']],
    [
      'copies after the compaction',
      { promise: 'at least once', notExactCompacted: 2 },
      ['requests is off by 2 rows after the compaction'],
    ],
    ['duplicates that stay', { promise: 'at least once', notExact: 1 }, ['requests_exact is off by 1 rows']],
  ])('reports %s', (_, difference, sentences) => {
    expect(describeBrokenPromises({ ...kept, ...difference })).toEqual(sentences);
  });
});

describe('describeResults', () => {
  it('adds up cycles by promise', () => {
    const duplicatedBy = new Tally();
    duplicatedBy.add('two pollers overlap', 2);
    const other: CycleResult = {
      ...kept,
      promise: 'at least once',
      duplicated: [3, 4],
      duplicatedBy,
      removed: 2,
    };

    expect(describeResults([kept, other, kept])).toEqual([
      '  fault         exact  at least once',
      '  S3 slow           4              2',
      '  hour crossed      2              1',
      '  all               6              3',
      '',
      '  promise        records  invocations  retries  given up  replayed  lost  wrong  duplicated  removed  not once in requests',
      '  exact            2,000           24        6         8         8     0      0           0        0                     0',
      '  at least once    1,000           12        3         4         4     0      0           2        2                     0',
      '',
      '  duplicated while     rows',
      '  two pollers overlap     2',
    ]);
  });
});
