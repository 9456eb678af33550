import { type ScreenSettings, screenLines } from '../../../cli/top/screenLines.ts';
import type { Snapshot } from '../../../cli/top/snapshot.ts';
import { withoutColors } from '../../../terminal/colors.ts';
import { displayWidth } from '../../../terminal/displayWidth.ts';

const snapshot: Snapshot = {
  time: '2026-11-20T13:05:00.000Z',
  seconds: 60,
  partRead: 1,
  shards: { all: 4, incomplete: 0 },
  requests: 74_040,
  requestsPerSecond: 1234,
  bytesPerSecond: 15_300_000,
  rate4xx: 0.012,
  rate5xx: 0.0003,
  hitRatio: 0.912,
  firstByte: { p50: 12, p95: 230, p99: 900 },
  ranking: 'requests',
  lists: {
    behavior: [
      { value: '/api/*', count: 51_828, error: 0, share: 0.7 },
      { value: '*', count: 22_212, error: 3, share: 0.3 },
    ],
    path: [
      {
        value: '/\u001b[2Jevil\n/日本語のとても長いパスですから切られます.html',
        count: 999_999,
        error: 0,
        share: 1,
      },
    ],
    country: [{ value: 'DE', count: 1, error: 0, share: 0.00001 }],
  },
  peaks: [],
  cacheBusting: [],
};
const settings: ScreenSettings = {
  paint: withoutColors,
  columns: 80,
  rows: 24,
  source: 'logs',
  firstList: 0,
  where: undefined,
  paused: false,
  edited: undefined,
  message: undefined,
};

describe('the screen of cfrl top', () => {
  it('shows a path with cache busting above the lists', () => {
    const cacheBusting = [{ path: '/\u001bsearch', queries: 1234, misses: 1300, suggestion: 'any' }];
    expect(screenLines({ ...snapshot, cacheBusting }, settings)[3]).toBe(
      'cache busting? 1.2k query strings in 1.3k misses of /\\x1bsearch',
    );
  });

  it('shows sums, and lists next to each other, in 80 columns', () => {
    expect(screenLines(snapshot, settings).map((line) => line.trimEnd())).toEqual([
      'cfrl top  logs  last 60 s                                           13:05:00 UTC',
      '1.2k requests/s   15 MB/s   4xx 1.2%   5xx 0.0%   hits 91%',
      'first byte p50 12 ms   p95 230 ms   p99 900 ms',
      '',
      'behavior                 requests share  path                     requests share',
      '/api/*                        52k   70%  /\\x1b[2Jevil\\x0a/日本…       1.0M  100%',
      '*                            ≤22k   30%',
      '',
      '',
      '',
      '',
      '',
      '',
      'country                  requests share',
      'DE                              1  0.0%',
      ...Array(8).fill(''),
      'by requests   ←→ lists  m measure  / filter  p pause  q quit',
    ]);
  });

  it.each([
    [20, 5],
    [40, 10],
    [79, 24],
    [200, 60],
  ])('has %i columns and %i rows for any content', (columns, rows) => {
    for (const special of [{}, { edited: 'x'.repeat(300) }, { message: 'y'.repeat(300) }]) {
      const lines = screenLines(snapshot, { ...settings, columns, rows, ...special });
      expect(lines.length).toBe(rows);
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
    }
  });

  it('reports that counts are partial', () => {
    const [header] = screenLines(
      { ...snapshot, partRead: 0.625, shards: { all: 4, incomplete: 2 } },
      settings,
    );
    expect(header).toMatch(/partial: about 62% read, 2 of 4 shards behind$/);
  });

  it('shows other lists', () => {
    const lines = screenLines(snapshot, { ...settings, firstList: 2 });
    expect(lines[4]).toMatch(/^country .* behavior /);
  });
});
