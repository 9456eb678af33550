import { MetricStore } from '../../../emulator/endpoints/cloudwatch/metricStore.ts';
import { noEvents } from '../../../emulator/eventSource/eventCounts.ts';
import {
  describeCompaction,
  describeMetrics,
  describeOutcome,
  isComplete,
  type Outcome,
} from '../../../local/program/report.ts';

const outcome: Outcome = {
  sent: 1200,
  sentBytes: 480_000,
  rows: 1198,
  quarantined: 2,
  parquet: { files: 4, bytes: 48_000 },
  counts: noEvents(),
};

describe('describeOutcome', () => {
  it('prints the records sent, and the records in the lake and in quarantine', () => {
    expect(isComplete(outcome)).toBe(true);
    expect(describeOutcome(outcome).join('\n')).toBe(
      `Records
  sent         1,200 records, 480,000 bytes
  in the lake  1,198 rows, counted by DuckDB
  quarantined  2 records that could not be read
  No record is missing: each one is in the lake or in quarantine.

  4 Parquet files, 48,000 bytes, 10.0 times smaller than the records`,
    );
  });

  it('prints that the counts do not match', () => {
    const lost = {
      ...outcome,
      rows: 1000,
      counts: { ...noEvents(), OnFailureDestinationDeliveredEventCount: 198 },
    };

    expect(isComplete(lost)).toBe(false);
    expect(describeOutcome(lost)).toContain('  given up     198 records of batches that failed');
    expect(describeOutcome(lost)).toContain(
      '  The counts do NOT match: 1,200 sent, 1,002 in the lake and in quarantine.',
    );
  });

  it('reports duplicated records', () => {
    expect(isComplete({ ...outcome, rows: 1199 })).toBe(false);
  });
});

describe('describeCompaction', () => {
  it('prints files and bytes before and after, and whether duplicates remain', () => {
    const lake = {
      before: { files: 12, bytes: 48_000 },
      after: { files: 1, bytes: 30_000 },
      requests: 1198,
      copies: 0,
    };

    expect(describeCompaction(lake).slice(1)).toEqual([
      '  before       12 files, 48,000 bytes',
      '  after        1 file, 30,000 bytes',
      '  in requests  1,198 rows, each request once',
    ]);
    expect(describeCompaction({ ...lake, copies: 2 }).at(-1)).toBe(
      '  in requests  1,198 rows, 2 of them duplicates',
    );
  });
});

describe('describeMetrics', () => {
  it('prints the metrics of each distribution, without its cache behaviors', () => {
    const metrics = new MetricStore();
    const Dimensions = [{ Name: 'Distribution', Value: 'd1.cloudfront.net' }];
    const put = (MetricName: string, Values: number[], more: { Name: string; Value: string }[] = []) =>
      metrics.add('CloudFront/RealtimeLogs', { MetricName, Values, Dimensions: [...Dimensions, ...more] }, 0);
    put('Requests', [900]);
    put('Requests', [100]);
    put('Requests', [900], [{ Name: 'CacheBehavior', Value: '*' }]);
    put('BytesDownloaded', [1_234_567]);
    put('2xxCount', [990]);
    put('5xxCount', [10]);
    put('CacheHits', [750]);
    put('CacheLookups', [1000]);
    put('TimeTaken', [1, 2, 3, 4, 5, 6, 7, 8, 9, 1500]);

    expect(describeMetrics(metrics).join('\n')).toBe(
      `CloudWatch metrics, namespace CloudFront/RealtimeLogs, totals of all minutes
  distribution       requests  bytes down  2xx  3xx  4xx  5xx  aborted  hit ratio
  d1.cloudfront.net     1,000   1,234,567  990    -    -   10        -      75.0%

Milliseconds
  distribution       metric     p50  p90    p99  maximum
  d1.cloudfront.net  TimeTaken    5    9  1,500    1,500`,
    );
  });

  it('prints that there are no metrics', () => {
    expect(describeMetrics(new MetricStore()).at(-1)).toBe('  none');
  });
});
