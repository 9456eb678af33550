import type { MetricDatum } from '../../../core/metrics/datum.ts';
import { metricsOf } from '../../../core/metrics/definitions.ts';
import { mediaDefinitions } from '../../../core/metrics/mediaDefinitions.ts';
import { type LoggedValues, lineOf } from '../../support/records.ts';
import { metricsSettings, transformLines } from '../../support/transforming.ts';

const mediaFields = [
  'cmcd-encoded-bitrate',
  'cmcd-buffer-starvation',
  'cmcd-object-duration',
  'cmcd-measured-throughput',
  'cmcd-object-type',
  'cmcd-session-id',
];
const fields = ['timestamp', 'x-host-header', 'cache-behavior-path-pattern', ...mediaFields];
const names: readonly string[] = mediaDefinitions.map(({ name }) => name);

/** Returns the playback metrics of records, by distribution only. */
function playbackMetrics(
  records: readonly LoggedValues[],
  of = fields,
  samplingRate = 100,
): Record<string, unknown> {
  const timestamp = `${Date.parse('2026-11-20T13:05:00Z') / 1000}.000`;
  const lines = records.map((values) => lineOf(of, { timestamp, ...values }));
  const { metrics } = transformLines(of, lines, { metrics: metricsSettings({ samplingRate }) });
  return Object.fromEntries(
    metrics
      .filter(({ name, dimensions }) => names.includes(name) && !('CacheBehavior' in dimensions))
      .map(({ name, value, values, counts }: MetricDatum) => [name, value ?? [values, counts]]),
  );
}

const video = {
  'cmcd-session-id': '6e2fb550',
  'cmcd-object-type': 'v',
  'cmcd-object-duration': '4000',
  'cmcd-encoded-bitrate': '3200',
  'cmcd-measured-throughput': '25400',
};

describe('metrics of playback', () => {
  it('count requests of sessions, and requests after the buffer ran empty', () => {
    const flags = ['-', 'true', '1', '?1', 'false', '0', '?0'];
    const records = flags.map((flag) => ({ ...video, 'cmcd-buffer-starvation': flag }));
    expect(playbackMetrics([...records, { 'cmcd-buffer-starvation': 'true' }])).toMatchObject({
      MediaRequests: 7,
      BufferStarvations: 3,
    });
  });

  it('sum the playing time of video, with or without audio, or if players do not report the type', () => {
    const types = ['v', 'av', 'V', '-', 'a', 'i', 'm', 'tt'];
    const records = types.map((type) => ({ ...video, 'cmcd-object-type': type }));
    expect(playbackMetrics(records)).toMatchObject({ MediaRequests: 8, PlaybackTime: 16_000 });
  });

  it('include the bitrate of video, and the throughput of all requests', () => {
    const audio = { ...video, 'cmcd-object-type': 'a', 'cmcd-encoded-bitrate': '128' };
    expect(
      playbackMetrics([video, video, audio, { ...video, 'cmcd-encoded-bitrate': '800.4' }]),
    ).toMatchObject({
      EncodedBitrate: [
        [800, 3200],
        [1, 2],
      ],
      MeasuredThroughput: [[25400], [4]],
    });
  });

  it('ignore requests without a session, such as a bitrate alone', () => {
    expect(
      playbackMetrics([{ 'cmcd-encoded-bitrate': '3200', 'cmcd-measured-throughput': '25400' }]),
    ).toEqual({
      MediaRequests: 0,
      BufferStarvations: 0,
      PlaybackTime: 0,
    });
  });

  it('are scaled by the sampling rate', () => {
    expect(playbackMetrics([{ ...video, 'cmcd-buffer-starvation': 'true' }], fields, 10)).toMatchObject({
      MediaRequests: 10,
      BufferStarvations: 10,
      PlaybackTime: 40_000,
    });
  });

  it('are sent if their fields are logged, and never without sessions', () => {
    const of = (...logged: string[]) => ['timestamp', 'x-host-header', ...logged];
    expect(Object.keys(playbackMetrics([video], of('cmcd-object-duration', 'cmcd-session-id')))).toEqual([
      'MediaRequests',
      'PlaybackTime',
    ]);
    expect(playbackMetrics([video], of('cmcd-encoded-bitrate', 'cmcd-object-duration'))).toEqual({});
  });

  it('match their definitions exactly', () => {
    for (const logged of mediaFields) {
      const some = fields.filter((field) => field !== logged);
      const sent = Object.keys(playbackMetrics([video], some));
      const defined = metricsOf(some).map(({ name }) => name);
      expect(sent).toEqual(defined.filter((name) => names.includes(name)));
    }
  });

  it('are also sent by cache behavior', () => {
    const timestamp = `${Date.parse('2026-11-20T13:05:00Z') / 1000}.000`;
    const { metrics } = transformLines(fields, [lineOf(fields, { timestamp, ...video })], {
      metrics: metricsSettings(),
    });
    expect(metrics.filter(({ name }) => name === 'PlaybackTime').map(({ dimensions }) => dimensions)).toEqual(
      [
        { Distribution: 'd111111abcdef8.cloudfront.net' },
        { Distribution: 'd111111abcdef8.cloudfront.net', CacheBehavior: '/images/*' },
      ],
    );
  });
});
