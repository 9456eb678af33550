import { describeSnapshot } from '../../../cli/top/describeSnapshot.ts';
import type { Snapshot } from '../../../cli/top/snapshot.ts';

const snapshot: Snapshot = {
  time: '2026-11-20T13:05:00.000Z',
  seconds: 60,
  partRead: 0.625,
  shards: { all: 4, incomplete: 2 },
  requests: 74_040,
  requestsPerSecond: 1234,
  bytesPerSecond: 15_300_000,
  rate4xx: 0.012,
  rate5xx: 0.0003,
  hitRatio: null,
  firstByte: null,
  ranking: 'requests',
  lists: { country: [{ value: 'DE', count: 60_000, error: 3, share: 0.8 }], method: [], host: [] },
  peaks: [],
  cacheBusting: [],
};

describe('the text of a snapshot', () => {
  it('contains sums, the part that was read as on the live screen, and lists that are not empty', () => {
    expect(describeSnapshot(snapshot, undefined)).toEqual([
      '74,040 requests in 60 s until 2026-11-20T13:05:00Z',
      'partial: about 62% read, 2 of 4 shards behind; counts are too low',
      '1.2k requests/s, 15 MB/s, 4xx 1.2%, 5xx 0.0%, hit ratio -',
      'first byte -',
      '',
      'country  requests  share',
      'DE        ≤60,000  80.0%',
    ]);
  });

  it('contains the peaks of clients', () => {
    const peaks = [{ client: '192.0.2.7', requestsPerSecond: 1200, error: 0 }];
    const lines = describeSnapshot({ ...snapshot, lists: {}, peaks }, 80);
    expect(lines.slice(4)).toEqual([
      '',
      'viewer address  peak requests/s',
      '192.0.2.7                 1,200',
    ]);
  });
});
