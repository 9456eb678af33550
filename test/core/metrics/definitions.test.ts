import { defaultNamespace, metricDefinitions, metricsOf } from '../../../core/metrics/definitions.ts';
import { fields46 } from '../../support/fieldLists.ts';

const names = (fields: readonly string[]) => metricsOf(fields).map(({ name }) => name);

describe('the metrics', () => {
  it('have unique names, none with a prefix that AWS reserves', () => {
    expect(new Set(metricDefinitions.map(({ name }) => name)).size).toBe(metricDefinitions.length);
    expect(defaultNamespace).toBe('CloudFront/RealtimeLogs');
  });

  it('are counts, summed, and histograms, in milliseconds', () => {
    expect(metricDefinitions.map(({ name, unit, kind }) => [name, unit, kind])).toEqual([
      ['Requests', 'Count', 'count'],
      ['SampledRequests', 'Count', 'count'],
      ['BytesDownloaded', 'Bytes', 'count'],
      ['BytesUploaded', 'Bytes', 'count'],
      ['2xxCount', 'Count', 'count'],
      ['3xxCount', 'Count', 'count'],
      ['4xxCount', 'Count', 'count'],
      ['5xxCount', 'Count', 'count'],
      ['ClientAborted', 'Count', 'count'],
      ['CacheHits', 'Count', 'count'],
      ['CacheLookups', 'Count', 'count'],
      ['TimeToFirstByte', 'Milliseconds', 'histogram'],
      ['TimeTaken', 'Milliseconds', 'histogram'],
      ['OriginFirstByteLatency', 'Milliseconds', 'histogram'],
      ['OriginLastByteLatency', 'Milliseconds', 'histogram'],
    ]);
  });

  it('are complete if their fields are logged', () => {
    expect(names(fields46)).toEqual(metricDefinitions.map(({ name }) => name));
  });

  it.each([
    [[], ['Requests', 'SampledRequests']],
    [
      ['sc-bytes', 'time-taken'],
      ['Requests', 'SampledRequests', 'BytesDownloaded', 'TimeTaken'],
    ],
    [['x-edge-detailed-result-type'], ['Requests', 'SampledRequests', 'CacheHits', 'CacheLookups']],
    [['origin-fbl'], ['Requests', 'SampledRequests', 'OriginFirstByteLatency']],
  ])('of the fields %j are %j', (fields, expected) => {
    expect(names(fields)).toEqual(expected);
  });
});
