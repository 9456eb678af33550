import { type CloudWatchClient, type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  type CloudWatchEndpoint,
  startCloudWatchEndpoint,
} from '../../../../emulator/endpoints/cloudwatch/cloudWatchEndpoint.ts';
import { cloudWatchClient } from '../../fixtures/clients.ts';

const Namespace = 'CloudFront/RealtimeLogs';
const now = Date.UTC(2026, 10, 20, 13, 0, 30);
const hour = 60 * 60 * 1000;
let endpoint: CloudWatchEndpoint;
let client: CloudWatchClient;

beforeEach(async () => {
  endpoint = await startCloudWatchEndpoint({ now: () => now });
  client = cloudWatchClient(endpoint.url);
});

afterEach(async () => {
  client.destroy();
  await endpoint.close();
});

const put = (...MetricData: MetricDatum[]) =>
  client.send(new PutMetricDataCommand({ Namespace, MetricData }));
const datum = (members: Partial<MetricDatum>): MetricDatum => ({
  MetricName: 'Requests',
  Value: 1,
  ...members,
});
const dimensions = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ Name: `Name${index}`, Value: 'value' }));
const identity = (name: string, of: Record<string, string> = {}) => ({
  namespace: Namespace,
  name,
  dimensions: of,
});

describe('startCloudWatchEndpoint', () => {
  it('stores metrics by name and dimensions in any order', async () => {
    const a = { Name: 'Distribution', Value: 'd1' };
    const b = { Name: 'CacheBehavior', Value: '*' };
    await put(datum({ Dimensions: [a, b], Value: 2 }), datum({ Dimensions: [b, a], Value: 3 }), datum({}));

    const both = identity('Requests', { CacheBehavior: '*', Distribution: 'd1' });

    expect(endpoint.metrics.metrics).toEqual([both, identity('Requests')]);
    expect(endpoint.metrics.total(both)).toMatchObject({ sum: 5, sampleCount: 2, minimum: 2, maximum: 3 });
  });

  it('returns the statistics of each minute', async () => {
    await put(
      datum({ Timestamp: new Date(now + 60_000), Value: 7 }),
      datum({ Timestamp: new Date(now - 29_000), Value: 1 }),
      datum({ Value: 2 }),
    );

    const minutes = endpoint.metrics.minutes(identity('Requests'));

    expect([...minutes].map(([start, { sum }]) => [start * 1000, sum])).toEqual([
      [Date.UTC(2026, 10, 20, 13, 0), 3],
      [Date.UTC(2026, 10, 20, 13, 1), 7],
    ]);
  });

  it('returns percentiles of values with counts, but not of statistic sets', async () => {
    await put(
      datum({ MetricName: 'TimeTaken', Value: undefined, Values: [10, 1, 100], Counts: [40, 50, 10] }),
      datum({
        MetricName: 'Set',
        Value: undefined,
        StatisticValues: { SampleCount: 2, Sum: 3, Minimum: 1, Maximum: 2 },
      }),
    );

    const total = endpoint.metrics.total(identity('TimeTaken'));

    expect([0, 50, 51, 90, 91, 100].map((percent) => total?.percentile(percent))).toEqual([
      1, 1, 10, 10, 100, 100,
    ]);
    expect(total?.average).toBe(14.5);
    expect(endpoint.metrics.total(identity('Set'))?.percentile(50)).toBeUndefined();
  });

  it('accepts a request that the SDK compressed', async () => {
    const data = Array.from({ length: 1000 }, (_, index) => datum({ MetricName: `Metric${index}` }));

    await put(...data);

    expect(endpoint.metrics.metrics).toHaveLength(1000);
  });

  it.each<[string, Partial<MetricDatum>]>([
    ['a value that is not a number', { Value: Number.NaN }],
    ['an infinite value', { Value: Number.POSITIVE_INFINITY }],
    ['a value out of range', { Value: 2 ** 361 }],
    ['no value', { Value: undefined }],
    ['151 distinct values', { Value: undefined, Values: Array.from({ length: 151 }, (_, index) => index) }],
    ['fewer counts than values', { Value: undefined, Values: [1, 2], Counts: [1] }],
    ['an infinite count', { Value: undefined, Values: [1], Counts: [Number.POSITIVE_INFINITY] }],
    ['Value and Values', { Values: [1] }],
    ['an empty name', { MetricName: '' }],
    ['a name of 256 characters', { MetricName: 'n'.repeat(256) }],
    ['31 dimensions', { Dimensions: dimensions(31) }],
    ['an empty dimension', { Dimensions: [{ Name: 'Distribution', Value: '' }] }],
    ['a dimension of spaces', { Dimensions: [{ Name: 'Distribution', Value: '  ' }] }],
    ['a dimension of 1,025 characters', { Dimensions: [{ Name: 'Distribution', Value: 'v'.repeat(1025) }] }],
    ['a control character', { Dimensions: [{ Name: 'Distribution', Value: 'a\tb' }] }],
    ['a dimension beyond ASCII', { Dimensions: [{ Name: 'Distribution', Value: 'ü' }] }],
    ['a dimension name with a colon first', { Dimensions: [{ Name: ':Name', Value: 'v' }] }],
    ['a dimension given twice', { Dimensions: [...dimensions(1), ...dimensions(1)] }],
    ['a time more than two weeks back', { Timestamp: new Date(now - 14 * 24 * hour - 1000) }],
    ['a time more than two hours ahead', { Timestamp: new Date(now + 2 * hour + 1000) }],
    ['an unknown unit', { Unit: 'Requests' as 'Count' }],
    ['a resolution of 30 seconds', { StorageResolution: 30 }],
  ])('rejects the complete call for one datum with %s', async (_, members) => {
    await expect(put(datum({ MetricName: 'Good' }), datum(members))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
      message: expect.stringMatching(/^The parameters? MetricData\.member\.2/),
    });

    expect(endpoint.metrics.metrics).toEqual([]);
  });

  it('accepts values at the limits', async () => {
    await put(
      datum({ Value: 2 ** 360, Dimensions: dimensions(30), Timestamp: new Date(now - 14 * 24 * hour) }),
      datum({
        Value: undefined,
        Values: Array.from({ length: 150 }, (_, index) => index),
        Timestamp: new Date(now + 2 * hour),
        Unit: 'Milliseconds',
        StorageResolution: 1,
      }),
    );

    expect(endpoint.metrics.metrics).toHaveLength(2);
  });

  it.each([
    ['AWS/CloudFront', /must not start with AWS\//],
    [':logs', /must have 1 to 255 characters and not begin with a colon/],
  ])('rejects the namespace %s', async (reserved, message) => {
    const refused = client.send(new PutMetricDataCommand({ Namespace: reserved, MetricData: [datum({})] }));

    await expect(refused).rejects.toMatchObject({ message: expect.stringMatching(message) });
  });

  it('returns the error code of the service', async () => {
    const error = await put(datum({ Value: Number.NaN })).catch((each) => each);

    expect(error.name).toBe('InvalidParameterValueException');
  });

  it('rejects more than 1,000 data, and more than 1 MB', async () => {
    const many = put(...Array.from({ length: 1001 }, () => datum({})));
    await expect(many).rejects.toMatchObject({
      message: expect.stringMatching(/not contain more than 1000 data/),
    });

    const large = put(
      ...Array.from({ length: 300 }, () =>
        datum({ Dimensions: dimensions(30).map((each) => ({ ...each, Value: 'v'.repeat(100) })) }),
      ),
    );
    await expect(large).rejects.toMatchObject({ $metadata: { httpStatusCode: 413 } });
  });
});
