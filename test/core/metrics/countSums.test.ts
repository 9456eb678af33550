import { addSums, type CountColumns, sumCounts } from '../../../core/metrics/countSums.ts';
import { numberColumn, textColumn } from '../../support/columns.ts';

const columns: CountColumns = {
  status: numberColumn([200, 404, null, 0, 200]),
  resultType: textColumn(['Hit', 'Miss', null, 'Hit', 'Hit']),
  method: textColumn(['GET', 'GET', 'GET', 'POST', 'GET']),
  bytesDownloaded: numberColumn([10, 20, null, 40, 80]),
  bytesUploaded: numberColumn([1, null, 3, 4, 5]),
};
const groupOfRow = Int32Array.of(0, 1, 0, 0, -1);

// Classes of statuses: none, aborted, 2xx, 3xx, 4xx, 5xx.
describe('sums of groups', () => {
  it('include the rows of each group, and no rows without a group', () => {
    expect(sumCounts(columns, 5, groupOfRow, 3)).toEqual([
      {
        requests: 3,
        bytesDownloaded: 50,
        bytesUploaded: 8,
        statuses: [1, 1, 1, 0, 0, 0],
        cacheHits: 1,
        cacheLookups: 1,
      },
      {
        requests: 1,
        bytesDownloaded: 20,
        bytesUploaded: 0,
        statuses: [0, 0, 0, 0, 1, 0],
        cacheHits: 0,
        cacheLookups: 1,
      },
      {
        requests: 0,
        bytesDownloaded: 0,
        bytesUploaded: 0,
        statuses: [0, 0, 0, 0, 0, 0],
        cacheHits: 0,
        cacheLookups: 0,
      },
    ]);
  });

  it('count requests if nothing else is logged', () => {
    const none = {
      status: undefined,
      resultType: undefined,
      method: undefined,
      bytesDownloaded: undefined,
      bytesUploaded: undefined,
    };
    expect(sumCounts(none, 3, Int32Array.of(0, 0, -1), 1)).toEqual([
      {
        requests: 2,
        bytesDownloaded: 0,
        bytesUploaded: 0,
        statuses: [2, 0, 0, 0, 0, 0],
        cacheHits: 0,
        cacheLookups: 0,
      },
    ]);
  });

  it('treat every method as cacheable if it is not logged', () => {
    const [sums] = sumCounts({ ...columns, method: undefined }, 5, Int32Array.of(0, 0, 0, 0, 0), 1);
    expect(sums).toMatchObject({ cacheHits: 3, cacheLookups: 4 });
  });

  it('are exact beyond 32 bits', () => {
    const large = {
      ...columns,
      bytesDownloaded: numberColumn([4_000_000_000, 4_000_000_000, null, null, null]),
    };
    expect(sumCounts(large, 2, Int32Array.of(0, 0), 1)).toMatchObject([{ bytesDownloaded: 8_000_000_000 }]);
  });
});

describe('addSums', () => {
  it('adds up every sum', () => {
    const sums = {
      requests: 2,
      bytesDownloaded: 3,
      bytesUploaded: 4,
      statuses: [0, 1, 2, 3, 4, 5],
      cacheHits: 5,
      cacheLookups: 6,
    };
    expect(addSums([sums, sums])).toEqual({
      requests: 4,
      bytesDownloaded: 6,
      bytesUploaded: 8,
      statuses: [0, 2, 4, 6, 8, 10],
      cacheHits: 10,
      cacheLookups: 12,
    });
    expect(sums.statuses).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
