import { allowedRows, findWrongRows } from '../../../trino/faults/expectation.ts';
import type { PutFile } from '../../../trino/lake/lakeBucket.ts';

const file = (hour: number, numbers: readonly number[], rest: Partial<PutFile> = {}): PutFile => ({
  key: `${hour}/${numbers[0]}`,
  hour,
  shard: 0,
  kind: 'identified',
  requests: numbers.map((number) => ({ number, time: 0 })),
  isSettled: true,
  ...rest,
});

describe('allowedRows', () => {
  it.each([
    ['a merged copy counts once', [file(1, [1]), file(2, [1])], { min: 1, max: 1 }],
    ['a copy after the watermark counts too', [file(2, [1]), file(6, [1]), file(6, [1])], { min: 2, max: 3 }],
    ['a late file may be missing', [file(2, [1], { isSettled: false })], { min: 0, max: 1 }],
    ['copies further apart than the window may stay', [file(1, [1]), file(5, [1])], { min: 1, max: 2 }],
    [
      'rows without an identity are all there',
      [file(1, [1, 1], { kind: 'unidentified' })],
      { min: 2, max: 2 },
    ],
    [
      'a copy without a time counts on each day of arrival',
      [file(-1, [7]), file(1, [7])],
      { min: 1, max: 2 },
    ],
  ] as const)('%s', (_, files, expected) => {
    expect([...allowedRows(files, 5).values()]).toEqual([expected]);
  });
});

describe('findWrongRows', () => {
  const allowed = [new Map([[1, { min: 1, max: 1 }]])];

  it('finds lost, duplicated, and unknown rows', () => {
    expect(findWrongRows(new Map([[1, 1]]), allowed)).toEqual([]);
    expect(findWrongRows(new Map(), allowed)).toEqual(['request 1: expected 1 to 1 rows, got 0']);
    expect(findWrongRows(new Map([[1, 2]]), allowed)).toEqual(['request 1: expected 1 to 1 rows, got 2']);
    expect(
      findWrongRows(
        new Map([
          [1, 1],
          [2, 1],
        ]),
        allowed,
      ),
    ).toEqual(['request 2: expected 0 to 0 rows, got 1']);
  });
});
