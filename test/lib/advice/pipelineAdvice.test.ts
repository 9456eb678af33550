import { fields } from '../../../core/fields/catalog.ts';
import { defaultFields } from '../../../core/fields/defaultFields.ts';
import type { Advice } from '../../../lib/advice/advice.ts';
import { adviseOnPipeline } from '../../../lib/advice/pipelineAdvice.ts';
import type { Destination } from '../../../lib/settings/destinationOptions.ts';
import type { PipelineOptions } from '../../../lib/settings/pipelineOptions.ts';
import { resolveSettings } from '../../../lib/settings/pipelineSettings.ts';
import { directDestinations, exampleDestinations } from '../destinations/examples.ts';

function messages(kind: Advice['kind'], props: PipelineOptions): string[] {
  return adviseOnPipeline(resolveSettings(props))
    .filter((advice) => advice.kind === kind)
    .map((advice) => advice.message);
}

function without(...names: string[]): string[] {
  return defaultFields.filter((name) => !names.includes(name));
}

describe('adviseOnPipeline', () => {
  it('has no warning by default', () => {
    expect(messages('warning', {})).toEqual([]);
  });

  it('prints the size and the price by default', () => {
    expect(messages('info', {})).toEqual([
      'fields: metrics are left out (MediaRequests, BufferStarvations, PlaybackTime, EncodedBitrate, ' +
        'MeasuredThroughput) because cmcd-session-id is not logged',
      'fields: the query media_experience is left out because it needs cmcd-session-id, cmcd-content-id, ' +
        'cmcd-buffer-starvation, cmcd-encoded-bitrate, cmcd-measured-throughput, cmcd-buffer-length, cmcd-startup',
      '1000 records/s of 514 bytes (0.5 MB/s) need 1 shard',
      'A month at a constant 1000 requests/s costs about $98.25 (us-east-1, 2026-11): CloudFront $26.28, Kinesis ' +
        '$47.74, the rest $24.23; npx cfrl estimate prints every part',
      'alarms: no one is subscribed yet; set alarmEmails, or subscribe to the topic',
      'Metrics: each distribution and each cache behavior with requests costs $4.50 a month ' +
        '(15 metrics at $0.30 (us-east-1, 2026-11)), at most $225.00 for 50 series',
    ]);
  });

  it('prices only the metrics whose fields are logged', () => {
    const [price] = messages('info', {
      fields: ['timestamp', 'x-edge-request-id'],
      metricSeriesLimit: 3,
    }).slice(-1);
    expect(price).toBe(
      'Metrics: each distribution and each cache behavior with requests costs $0.60 a month ' +
        '(2 metrics at $0.30 (us-east-1, 2026-11)), at most $1.80 for 3 series',
    );
  });

  it('compares OpenTelemetry metrics with the classic ones by their volume', () => {
    expect(messages('info', { metricExport: 'cloudwatch-otlp' }).slice(-1)).toEqual([
      'metricExport: about 197.6 GB a month for every 100 combinations of attribute values in a batch. 50 classic series ' +
        'cost as much if a GB costs $1.138; the CloudWatch pricing page lists the price of a GB of OpenTelemetry metrics',
    ]);
  });

  it('warns of more than 40 fields', () => {
    const names = fields.map((field) => field.name);
    expect(messages('warning', { fields: names.slice(0, 40) })).not.toContainEqual(
      expect.stringContaining('documents'),
    );
    expect(messages('warning', { fields: names.slice(0, 41) })).toContain(
      'fields: 41 are configured; CloudFront documents a maximum of 40, but configurations with more are in use',
    );
  });

  it('warns of metrics and queries whose fields are not logged', () => {
    expect(messages('warning', { fields: without('origin-lbl') })).toEqual([
      'fields: metrics are left out (OriginLastByteLatency) because they need origin-lbl',
      'fields: the query slowest_origins is left out because it needs origin-lbl',
    ]);
  });

  it('groups metrics that need the same field', () => {
    expect(messages('warning', { fields: without('sc-status') })[0]).toBe(
      'fields: metrics are left out (2xxCount, 3xxCount, 4xxCount, 5xxCount, ClientAborted) because they need sc-status',
    );
  });

  it('warns of metrics and the query on media if some of their fields are logged', () => {
    expect(messages('warning', { fields: [...defaultFields, 'cmcd-session-id'] })).toEqual([
      'fields: metrics are left out (BufferStarvations) because they need cmcd-session-id and cmcd-buffer-starvation',
      'fields: metrics are left out (PlaybackTime) because they need cmcd-session-id and cmcd-object-duration',
      'fields: metrics are left out (EncodedBitrate) because they need cmcd-session-id and cmcd-encoded-bitrate',
      'fields: metrics are left out (MeasuredThroughput) because they need cmcd-session-id and cmcd-measured-throughput',
      expect.stringMatching(
        /^fields: the query media_experience is left out because it needs cmcd-content-id, /,
      ),
    ]);
  });

  it('warns if copies of a row cannot be identified by the request ID', () => {
    expect(messages('warning', { fields: without('x-edge-request-id') })).toEqual([
      'fields: x-edge-request-id is not logged; copies of a row are identified by the column sequence_number instead',
      'fields: the query request_by_id is left out because it needs x-edge-request-id',
    ]);
  });

  it('warns if requests have no time', () => {
    expect(messages('warning', { fields: without('timestamp') })[0]).toBe(
      'fields: timestamp is not logged; requests have no time, so there are no metrics and no saved queries',
    );
  });

  it('warns of alarms and series whose fields are not logged', () => {
    const fields = without('sc-status', 'cache-behavior-path-pattern');
    const metricSeries = ['d1.cloudfront.net', 'd1.cloudfront.net /a/*'];
    expect(messages('warning', { fields, metricSeries }).slice(-2)).toEqual([
      'alarms: serverErrorRate is left out because the fields that its metrics need are not logged',
      'metricSeries: d1.cloudfront.net /a/* cannot have metrics because the fields that identify them are not logged',
    ]);
    expect(messages('warning', { fields, alarms: false })).not.toContainEqual(
      expect.stringContaining('alarms:'),
    );
  });

  it.each([
    { alarms: false },
    { alarmEmails: ['ops@example.com'] },
    { alarmTopicArn: 'arn:aws:sns:eu-central-1:123456789012:alarms' },
  ] as const)('does not ask for a subscriber with %j', (props) => {
    expect(messages('info', props)).not.toContainEqual(expect.stringContaining('nobody'));
  });

  it('warns if the shards need more concurrent invocations than a new account has', () => {
    expect(messages('warning', { requestsPerSecond: 10_000 })).toEqual([]);
    expect(messages('warning', { requestsPerSecond: 11_000 })).toEqual([
      'requestsPerSecond: 11 shards need 11 concurrent invocations, and a new account may have 10; see ' +
        "'Concurrent executions' of AWS Lambda in Service Quotas",
    ]);
  });

  it.each([
    [{ requestsPerSecond: 5000, reservedConcurrency: 4 }, 5],
    [{ capacity: 'on-demand', reservedConcurrency: 3 }, 4],
  ] as const)('warns if %j reserves fewer invocations than there are shards', (props, shards) => {
    expect(messages('warning', props)).toEqual([
      `reservedConcurrency: ${shards} shards need ${shards} concurrent invocations of the consumer, and only ` +
        `${props.reservedConcurrency} are reserved; the other shards wait, and their records arrive late`,
    ]);
    expect(messages('warning', { ...props, reservedConcurrency: shards })).toEqual([]);
  });

  it('prices x86_64 higher than arm64', () => {
    expect(messages('info', { architecture: 'x86_64' })).toContainEqual(
      expect.stringMatching(/costs about \$98\.62 .*the rest \$24\.60;/),
    );
  });

  it('prints no number of shards in on-demand mode', () => {
    expect(messages('info', { capacity: 'on-demand' })).toContainEqual(
      expect.stringMatching(/CloudFront \$26\.28, Kinesis \$298\.52,/),
    );
    expect(messages('info', { capacity: 'on-demand' })).not.toContainEqual(expect.stringContaining('shard'));
  });

  it('gives each warning a unique ID', () => {
    const ids = adviseOnPipeline(resolveSettings({ fields: ['s-ip'], requestsPerSecond: 1e6 })).map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('prints the price and the first record of both delivery methods, and warns if more than two readers share the stream', () => {
    const destinationAdvice = (destinations: readonly Destination[]) =>
      adviseOnPipeline(resolveSettings({ destinations }))
        .filter(({ message }) => message.startsWith('destinations:'))
        .map(({ kind, message }) => [kind, message.replace('destinations: ', '')]);
    expect(destinationAdvice([])).toEqual([]);
    expect(destinationAdvice(exampleDestinations.slice(0, 1))).toEqual([
      [
        'info',
        'Amazon Data Firehose costs about $364.58 a month for each at 1000 requests/s (us-east-1, 2026-11), because it ' +
          'bills each record rounded up to 5 KB; direct delivery costs about $1.99',
      ],
      [
        'info',
        'a new delivery stream of files delivers only records that arrive after its creation; earlier records are only ' +
          'in the lake. Changing type or vpc, or via from direct, creates a new delivery stream',
      ],
    ]);
    expect(destinationAdvice(directDestinations.slice(2, 4))).toEqual([
      [
        'info',
        'direct delivery costs about $1.99 a month for each at 1000 requests/s (us-east-1, 2026-11), $28.51 more with ' +
          'enhanced fan-out; Firehose costs about $364.58',
      ],
      [
        'info',
        'a new event source mapping of events, endpoint starts with the oldest record of the stream, so records of the ' +
          'last 24 hours may be delivered again. Changing enhancedFanOut, or via from firehose, creates a new mapping',
      ],
    ]);
    expect(destinationAdvice(exampleDestinations.slice(0, 2)).at(-1)).toEqual([
      'warning',
      '3 readers share the stream, including the consumer; a shard allows five reads and 2 MB per second for all readers ' +
        'together, so each may fall behind',
    ]);
  });

  it('counts the invocations of direct destinations', () => {
    const props = { requestsPerSecond: 6000, destinations: directDestinations.slice(0, 1) };
    expect(messages('warning', props)).toContainEqual(
      expect.stringMatching(
        /^requestsPerSecond: (\d+) shards need \d+ concurrent invocations for the consumer and 1 direct destinations,/,
      ),
    );
  });
});
