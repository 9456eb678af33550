import { type Environment, readSettings } from '../../../lambda/consumer/settings.ts';

function mistakesOf(environment: Environment): string {
  try {
    readSettings({ LAKE_BUCKET: 'lake', ...environment });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`expected ${JSON.stringify(environment)} to be refused`);
}

describe('readSettings', () => {
  it('needs the bucket alone, and fills in the rest', () => {
    expect(readSettings({ LAKE_BUCKET: 'lake' })).toEqual({
      pipelineName: 'cloudfront-realtime-logs',
      lakeBucket: 'lake',
      samplingRate: 100,
      metricNamespace: 'CloudFront/RealtimeLogs',
      metricSeriesLimit: 50,
      metricSeries: [],
      compression: 'zstd',
      policy: {
        addresses: 'keep',
        cookies: 'drop',
        headers: 'drop',
        urls: 'drop',
        custom: 'keep',
        hashKey: undefined,
      },
    });
  });

  it('takes every variable', () => {
    expect(
      readSettings({
        PIPELINE_NAME: 'video',
        LAKE_BUCKET: 'lake',
        SAMPLING_RATE: '5',
        METRIC_NAMESPACE: 'Web/Logs',
        METRIC_SERIES_LIMIT: '7',
        METRIC_SERIES: '["d111111abcdef8.cloudfront.net /a/*"]',
        COMPRESSION: 'gzip',
        ADDRESSES: 'truncate',
        COOKIES: 'hash',
        HEADERS: 'keep',
        URLS: 'keep',
        CUSTOM: 'drop',
        HASH_KEY: 'key',
      }),
    ).toEqual({
      pipelineName: 'video',
      lakeBucket: 'lake',
      samplingRate: 5,
      metricNamespace: 'Web/Logs',
      metricSeriesLimit: 7,
      metricSeries: ['d111111abcdef8.cloudfront.net /a/*'],
      compression: 'gzip',
      policy: {
        addresses: 'truncate',
        cookies: 'hash',
        headers: 'keep',
        urls: 'keep',
        custom: 'drop',
        hashKey: 'key',
      },
    });
  });

  it('takes an empty variable for none', () => {
    const names = ['PIPELINE_NAME', 'SAMPLING_RATE', 'METRIC_NAMESPACE', 'METRIC_SERIES', 'COMPRESSION'];
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    expect(readSettings({ LAKE_BUCKET: 'lake', ...empty })).toEqual(readSettings({ LAKE_BUCKET: 'lake' }));
  });

  it.each([
    [{ LAKE_BUCKET: '' }, "LAKE_BUCKET: expected the name of the lake's bucket, got nothing."],
    [{ SAMPLING_RATE: '0' }, "SAMPLING_RATE: expected a whole number from 1 to 100, got '0'."],
    [{ SAMPLING_RATE: '101' }, "SAMPLING_RATE: expected a whole number from 1 to 100, got '101'."],
    [{ SAMPLING_RATE: '1e1' }, "SAMPLING_RATE: expected a whole number from 1 to 100, got '1e1'."],
    [
      { METRIC_NAMESPACE: 'AWS/Logs' },
      "METRIC_NAMESPACE: expected a CloudWatch namespace that does not begin with AWS/, got 'AWS/Logs'.",
    ],
    [
      { METRIC_SERIES_LIMIT: 'many' },
      "METRIC_SERIES_LIMIT: expected a whole number from 1 to 10000, got 'many'.",
    ],
    [{ METRIC_SERIES: 'd1' }, "METRIC_SERIES: expected a JSON array of texts, got 'd1'."],
    [{ METRIC_SERIES: '[1]' }, "METRIC_SERIES: expected a JSON array of texts, got '[1]'."],
    [{ COMPRESSION: 'snappy' }, "COMPRESSION: expected zstd or gzip, got 'snappy'."],
    [{ ADDRESSES: 'mask' }, "ADDRESSES: expected keep or drop or truncate or hash, got 'mask'."],
    [{ COOKIES: 'truncate' }, "COOKIES: expected keep or drop or hash, got 'truncate'."],
    [{ HEADERS: 'all' }, "HEADERS: expected keep or drop or hash, got 'all'."],
    [{ URLS: 'all' }, "URLS: expected keep or drop or hash, got 'all'."],
    [{ CUSTOM: 'all' }, "CUSTOM: expected keep or drop or hash, got 'all'."],
    [{ URLS: 'hash' }, 'HASH_KEY: expected the key of the hashes where a setting is hash, got none.'],
  ])('refuses %j in one sentence', (environment, sentence) => {
    expect(mistakesOf(environment)).toBe(sentence);
  });

  it('tells of every mistake at once', () => {
    expect(mistakesOf({ LAKE_BUCKET: undefined, SAMPLING_RATE: 'all', COMPRESSION: 'none' })).toBe(
      "LAKE_BUCKET: expected the name of the lake's bucket, got nothing. " +
        "SAMPLING_RATE: expected a whole number from 1 to 100, got 'all'. " +
        "COMPRESSION: expected zstd or gzip, got 'none'.",
    );
  });
});
