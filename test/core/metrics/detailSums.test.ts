import { detailDefinitions, detailNames } from '../../../core/metrics/detailDefinitions.ts';
import { addDetails, type DetailColumns, sumDetails } from '../../../core/metrics/detailSums.ts';
import { numberColumn, textColumn } from '../../support/columns.ts';
import { lineOf } from '../../support/records.ts';
import { keepAll, metricsSettings, transformLines } from '../../support/transforming.ts';

/** Requests: status, detailed result type, bytes, and `sr-reason`. */
const requests: readonly (readonly [number | null, string | null, number, string | null])[] = [
  [200, 'Hit', 1, null],
  [200, 'Miss', 2, 'Failover:502'],
  [200, 'OriginShieldHit', 4, null],
  [200, 'ClientCommError', 8, null],
  [206, 'Error', 16, null],
  [502, 'OriginConnectError', 32, 'Failover:403'],
  [503, 'Error', 64, null],
  [500, 'Miss', 128, null],
  [503, 'LimitExceeded', 256, null],
  [503, 'FunctionThrottledError', 512, null],
  [404, 'Error', 1024, null],
  [403, 'ClientGeoBlocked', 2048, null],
  [304, 'RefreshHit', 4096, 'MediaQuality'],
  [null, null, 8192, null],
  [0, 'ClientHungUpRequest', 16384, null],
];

const columns: DetailColumns = {
  status: numberColumn(requests.map(([status]) => status)),
  resultType: textColumn(requests.map(([, type]) => (/Hit$/.test(type ?? '') ? type : 'Error'))),
  detailedResultType: textColumn(requests.map(([, type]) => type)),
  bytesDownloaded: numberColumn(requests.map(([, , bytes]) => bytes)),
  originReason: textColumn(requests.map(([, , , reason]) => reason)),
};

const expected = {
  BytesFromCache: 1 + 4 + 4096,
  OriginErrors: 3,
  EdgeErrors: 2,
  OriginShieldHits: 1,
  OriginRetries: 2,
  AbortedDownloads: 2,
};

describe('additional metrics', () => {
  it('count what their meanings describe', () => {
    const all = new Int32Array(requests.length);
    expect(sumDetails(columns, detailNames, requests.length, all, 1)).toEqual([expected]);
  });

  it('count each 5xx response for the origin or for the edge, including unknown types', () => {
    const types = ['Error', 'OriginError', 'AbortedOrigin', 'OriginDnsError', 'NewError', 'CapacityExceeded'];
    const all = new Int32Array(types.length);
    const of5xx = {
      ...columns,
      status: numberColumn(types.map(() => 503)),
      detailedResultType: textColumn(types),
    };
    expect(sumDetails(of5xx, ['OriginErrors', 'EdgeErrors'], types.length, all, 1)).toEqual([
      { OriginErrors: 4, EdgeErrors: 2 },
    ]);
  });

  it('are sums of groups, which can be added, without rows that have no group', () => {
    const groups = Int32Array.from(requests, (_, row) => (row === 0 ? -1 : row % 2));
    const sums = sumDetails(columns, detailNames, requests.length, groups, 2);
    expect(sums[0]?.OriginErrors).toBe(1);
    expect(addDetails(sums)).toEqual({ ...expected, BytesFromCache: 4 + 4096 });
  });

  it('are omitted if their fields are not logged', () => {
    const without = { ...columns, detailedResultType: undefined, bytesDownloaded: undefined };
    expect(sumDetails(without, detailNames, 1, new Int32Array(1), 1)).toEqual([{ OriginRetries: 0 }]);
  });

  it('are sent with the others, scaled by the sampling rate', () => {
    const fields = ['timestamp', 'sc-status', 'sc-bytes', 'x-host-header', 'x-edge-detailed-result-type'];
    const lines = requests.map(([status, type, bytes]) =>
      lineOf(fields, {
        timestamp: '1795179900.000',
        'sc-status': status === null ? '-' : String(status).padStart(3, '0'),
        'sc-bytes': String(bytes),
        'x-host-header': 'd111111abcdef8.cloudfront.net',
        'x-edge-detailed-result-type': type ?? '-',
      }),
    );
    const result = transformLines(fields, lines, {
      policy: keepAll,
      metrics: metricsSettings({ samplingRate: 50, additional: detailNames }),
      now: '2026-11-20T13:05:00Z',
    });
    const names = new Set<string>(detailDefinitions.map(({ name }) => name));
    const put = result.metrics.filter(({ name }) => names.has(name)).map(({ name, value }) => [name, value]);
    expect(Object.fromEntries(put)).toEqual({
      BytesFromCache: 2 * expected.BytesFromCache,
      OriginErrors: 6,
      EdgeErrors: 4,
      OriginShieldHits: 2,
      AbortedDownloads: 4,
    });
  });
});
