import fc from 'fast-check';
import {
  type ConsumerSettings,
  printConsumerSettings,
  readConsumerSettings,
} from '../../core/consumerSettings.ts';
import { detailNames } from '../../core/metrics/detailDefinitions.ts';
import { compressions } from '../../core/parquet/compression.ts';
import { addressHandlings, textHandlings } from '../../core/sensitivity/policy.ts';
import type { Environment } from '../../core/variables.ts';

function mistakesOf(environment: Environment): string {
  try {
    readConsumerSettings({ LAKE_BUCKET: 'lake', ...environment });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`expected ${JSON.stringify(environment)} to be refused`);
}

describe('readConsumerSettings', () => {
  it('requires only the bucket, and uses defaults for other settings', () => {
    expect(readConsumerSettings({ LAKE_BUCKET: 'lake' })).toEqual({
      pipelineName: 'cloudfront-realtime-logs',
      lakeBucket: 'lake',
      samplingRate: 100,
      metricNamespace: 'CloudFront/RealtimeLogs',
      metricSeriesLimit: 50,
      metricSeries: [],
      additionalMetrics: [],
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

  it('reads every variable', () => {
    expect(
      readConsumerSettings({
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
      additionalMetrics: [],
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

  it('reads an empty variable like an absent one', () => {
    const names = ['PIPELINE_NAME', 'SAMPLING_RATE', 'METRIC_NAMESPACE', 'METRIC_SERIES', 'COMPRESSION'];
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    expect(readConsumerSettings({ LAKE_BUCKET: 'lake', ...empty })).toEqual(
      readConsumerSettings({ LAKE_BUCKET: 'lake' }),
    );
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
      "METRIC_SERIES_LIMIT: expected a whole number from 1 to 500, got 'many'.",
    ],
    [{ METRIC_SERIES: 'd1' }, "METRIC_SERIES: expected a JSON array of texts, got 'd1'."],
    [{ METRIC_SERIES: '[1]' }, "METRIC_SERIES: expected a JSON array of texts, got '[1]'."],
    [
      { ADDITIONAL_METRICS: '["Requests"]' },
      'ADDITIONAL_METRICS: expected a JSON array of BytesFromCache, OriginErrors, EdgeErrors, OriginShieldHits, ' +
        'OriginRetries, AbortedDownloads, got \'["Requests"]\'.',
    ],
    [{ COMPRESSION: 'snappy' }, "COMPRESSION: expected zstd or gzip, got 'snappy'."],
    [{ ADDRESSES: 'mask' }, "ADDRESSES: expected keep or drop or truncate or hash, got 'mask'."],
    [{ COOKIES: 'truncate' }, "COOKIES: expected keep or drop or hash, got 'truncate'."],
    [{ HEADERS: 'all' }, "HEADERS: expected keep or drop or hash, got 'all'."],
    [{ URLS: 'all' }, "URLS: expected keep or drop or hash, got 'all'."],
    [{ CUSTOM: 'all' }, "CUSTOM: expected keep or drop or hash, got 'all'."],
    [
      { URLS: 'hash' },
      'HASH_KEY_SECRET: expected the secret with the hash key because a setting is hash, got nothing.',
    ],
  ])('rejects %j in one sentence', (environment, sentence) => {
    expect(mistakesOf(environment)).toBe(sentence);
  });

  it('reports every mistake at once', () => {
    expect(mistakesOf({ LAKE_BUCKET: undefined, SAMPLING_RATE: 'all', COMPRESSION: 'none' })).toBe(
      "LAKE_BUCKET: expected the name of the lake's bucket, got nothing. " +
        "SAMPLING_RATE: expected a whole number from 1 to 100, got 'all'. " +
        "COMPRESSION: expected zstd or gzip, got 'none'.",
    );
  });
});

const handling = fc.constantFrom(...textHandlings);
const settings: fc.Arbitrary<ConsumerSettings> = fc
  .record({
    pipelineName: fc.stringMatching(/^[a-z][a-z0-9-]{0,62}$/),
    lakeBucket: fc.string({ minLength: 1 }),
    samplingRate: fc.integer({ min: 1, max: 100 }),
    metricNamespace: fc
      .stringMatching(/^[A-Za-z][A-Za-z0-9._/#:-]{0,50}$/)
      .filter((text) => !text.startsWith('AWS/')),
    metricSeriesLimit: fc.integer({ min: 1, max: 500 }),
    metricSeries: fc.array(fc.string()),
    additionalMetrics: fc.subarray([...detailNames]),
    compression: fc.constantFrom(...compressions),
    policy: fc.record({
      addresses: fc.constantFrom(...addressHandlings),
      cookies: handling,
      headers: handling,
      urls: handling,
      custom: handling,
      hashKey: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    }),
  })
  .filter(
    ({ policy: { hashKey, ...handlings } }) =>
      hashKey !== undefined || !Object.values(handlings).includes('hash'),
  );

describe('printConsumerSettings', () => {
  it('prints settings that readConsumerSettings reads back', () => {
    fc.assert(
      fc.property(settings, (one) => {
        expect(readConsumerSettings(printConsumerSettings(one))).toEqual(one);
      }),
    );
  });

  it('prints the same variables that were read', () => {
    fc.assert(
      fc.property(settings, (one) => {
        const variables = printConsumerSettings(one);
        expect(printConsumerSettings(readConsumerSettings(variables))).toEqual(variables);
      }),
    );
  });
});
