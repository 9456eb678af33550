const secondsOfHour = 3600;
const secondsOfDay = 86_400;

/**
 * The largest value of each field that metrics include in sums and histograms, and queries in averages of media. Viewers
 * decide these numbers or can increase them, and a single value must not outweigh all others of its minute. A value above
 * its bound stays in the lake, but metrics ignore and count it.
 */
export const plausibleBounds = {
  // Bytes: 1 TB, far larger than any object, and as much as a connection transfers in a day at 93 Mbit/s.
  'sc-bytes': 1e12,
  'cs-bytes': 1e12,
  // Seconds: a slow viewer delays a response, and a connection can stay open for days.
  'time-taken': 7 * secondsOfDay,
  'time-to-first-byte': secondsOfHour,
  'origin-fbl': secondsOfHour,
  'origin-lbl': secondsOfDay,
  // Milliseconds: a segment of a stream lasts seconds, a clip that is requested at once lasts minutes.
  'cmcd-object-duration': 600_000,
  // kbit/s: 1 Gbit/s of encoded video is far above 8K, and 10 Gbit/s is a very fast home connection.
  'cmcd-encoded-bitrate': 1_000_000,
  'cmcd-measured-throughput': 10_000_000,
} as const satisfies Record<string, number>;
