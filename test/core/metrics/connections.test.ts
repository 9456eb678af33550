import type { MetricDatum } from '../../../core/metrics/datum.ts';
import { fields46 } from '../../support/fieldLists.ts';
import { type LoggedValues, linesOf } from '../../support/records.ts';
import { metricsSettings, transformLines } from '../../support/transforming.ts';

const now = '2026-11-20T13:05:00.000Z';

function metricsOf(
  values: readonly LoggedValues[],
  { samplingRate = 100, fields = fields46 }: { samplingRate?: number; fields?: readonly string[] } = {},
): readonly MetricDatum[] {
  const timestamp = (Date.parse(now) / 1000).toFixed(3);
  const lines = linesOf(fields, values.length, (index) => ({ timestamp, ...values[index] }));
  return transformLines(fields, lines, { metrics: metricsSettings({ samplingRate }), now }).metrics;
}

/** Returns the metrics of the distribution, without the metrics of its cache behaviors. */
function selectDistribution(data: readonly MetricDatum[]): Record<string, unknown> {
  return Object.fromEntries(
    data
      .filter(({ dimensions }) => !('CacheBehavior' in dimensions))
      .map(({ name, value, values, counts }) => [name, value ?? [values, counts]]),
  );
}

const page: LoggedValues = {
  'sc-status': '200',
  'cs-protocol': 'https',
  'sc-bytes': '1000',
  'cs-bytes': '100',
  'time-taken': '0.025',
  'time-to-first-byte': '0.010',
  'x-edge-result-type': 'Hit',
};
const socket: LoggedValues = {
  'sc-status': '101',
  'cs-protocol': 'wss',
  'sc-bytes': '5000000',
  'cs-bytes': '20000',
  'time-taken': '28800.000',
  'time-to-first-byte': '0.300',
  'x-edge-result-type': 'Miss',
};
const withoutConnections = selectDistribution(metricsOf([page, page]));

describe('metrics of connections', () => {
  it('are separate from those of responses: latencies, rates, bytes, and cache lookups', () => {
    expect(selectDistribution(metricsOf([page, socket, page]))).toEqual({
      ...withoutConnections,
      SampledRequests: 3,
      Connections: 1,
      ConnectionBytesDownloaded: 5_000_000,
      ConnectionBytesUploaded: 20_000,
      ConnectionTime: 28_800_000,
    });
  });

  it('are not sent if there are no connections', () => {
    expect(Object.keys(withoutConnections).filter((name) => name.startsWith('Connection'))).toEqual([]);
  });

  it('are also sent by cache behavior, and scaled by the sampling rate', () => {
    const data = metricsOf([page, { ...socket, 'cache-behavior-path-pattern': '/ws' }], { samplingRate: 10 });
    const connections = data.filter(({ name }) => name === 'Connections');
    expect(connections.map(({ dimensions, value }) => [dimensions['CacheBehavior'], value])).toEqual([
      [undefined, 10],
      ['/ws', 10],
    ]);
  });

  it.each<[string, LoggedValues, boolean]>([
    ['a WebSocket', { 'sc-status': '101', 'cs-protocol': 'ws' }, true],
    ['a WebSocket whose viewer left', { 'sc-status': '000', 'cs-protocol': 'wss' }, true],
    ['a WebSocket that was refused', { 'sc-status': '403', 'cs-protocol': 'wss' }, false],
    ['status 101 of another protocol', { 'sc-status': '101', 'cs-protocol': 'https' }, true],
    ['a gRPC call', { 'sc-status': '200', 'cs-protocol': 'grpcs', 'time-taken': '60.000' }, false],
    ['a gRPC stream', { 'sc-status': '200', 'cs-protocol': 'grpcs', 'time-taken': '60.001' }, true],
    ['a long download', { 'sc-status': '200', 'cs-protocol': 'https', 'time-taken': '7200.000' }, false],
  ])('count %s as a connection or not', (_, values, isConnection) => {
    const { Requests, Connections } = selectDistribution(metricsOf([{ ...page, ...values }]));
    expect([Requests, Connections]).toEqual(isConnection ? [0, 1] : [1, undefined]);
  });

  it('require only the status or the protocol', () => {
    for (const fields of [
      ['timestamp', 'sc-status'],
      ['timestamp', 'cs-protocol'],
    ]) {
      const { Requests, Connections } = selectDistribution(metricsOf([page, socket], { fields }));
      expect([Requests, Connections]).toEqual([1, 1]);
    }
  });
});
