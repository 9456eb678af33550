import type { MetricName } from './definitions.ts';

/** How traffic metrics are grouped. */
export type SeriesKind = 'distribution' | 'behavior';

/** Data of a panel, independent of a dashboard's query language. */
export type PanelQuery =
  /** A count per second for each distribution or cache behavior, multiplied by `factor` (default 1). */
  | {
      readonly show: 'perSecond';
      readonly metric: MetricName;
      readonly by: SeriesKind;
      readonly factor?: number;
      readonly prefix?: string;
    }
  /** A count for each cache behavior, as a percentage of another count over all distributions. */
  | { readonly show: 'share'; readonly part: MetricName; readonly whole: MetricName }
  /** A count over all distributions, as a percentage of another count. */
  | { readonly show: 'ratio'; readonly part: MetricName; readonly whole: MetricName; readonly label: string }
  /** A percentile, 0 to 100, for each distribution. */
  | { readonly show: 'percentile'; readonly metric: MetricName; readonly percentile: number }
  /** A sum over all distributions in a minute, divided by `divisor`. */
  | {
      readonly show: 'perMinute';
      readonly metric: MetricName;
      readonly divisor: number;
      readonly label: string;
    };

/** A graph of a dashboard, with one axis that starts at zero. */
export interface TrafficPanel {
  readonly title: string;
  /** Unit of the axis. */
  readonly unit: string;
  /** Width in columns. A dashboard has 24 columns. */
  readonly width: number;
  readonly queries: readonly PanelQuery[];
  /** Upper end of the axis. Default: follows the values. */
  readonly maximum?: number;
  /** Default false. */
  readonly stacked?: boolean;
  /** Alarm whose threshold the graph shows as a line, and the line's label. */
  readonly threshold?: readonly ['serverErrorRate', string];
}

/** The graphs for one question of an operator. */
export interface TrafficSection {
  readonly title: string;
  /** Explanation of the numbers, in a sentence or two. */
  readonly text: string;
  readonly rows: readonly (readonly TrafficPanel[])[];
  /** Rate to also show for each series that the configuration names. */
  readonly seriesRate?: { readonly title: string; readonly part: MetricName; readonly whole: MetricName };
}

const bitsOfByte = 8;
const millisecondsOfMinute = 60_000;

const latencies: readonly (readonly [MetricName, string])[] = [
  ['TimeToFirstByte', 'Time to first byte'],
  ['TimeTaken', 'Time to last byte'],
  ['OriginFirstByteLatency', 'Origin, first byte'],
  ['OriginLastByteLatency', 'Origin, last byte'],
];

/** Returns a graph with percentiles of one metric. */
function percentiles(
  metric: MetricName,
  title: string,
  unit: string,
  width: number,
  ranks: readonly number[],
): TrafficPanel {
  const queries = ranks.map((percentile) => ({ show: 'percentile', metric, percentile }) as const);
  return { title, unit, width, queries };
}

/** Returns a graph of errors as a share of all requests, by cache behavior. */
function errorsByBehavior(part: MetricName, title: string): TrafficPanel {
  return {
    title,
    unit: '% of all requests',
    width: 8,
    stacked: true,
    queries: [{ show: 'share', part, whole: 'Requests' }],
  };
}

/** Returns a graph of a count by cache behavior. */
function byBehavior(metric: MetricName, title: string): TrafficPanel {
  return {
    title,
    unit: 'requests/s',
    width: 8,
    stacked: true,
    queries: [{ show: 'perSecond', metric, by: 'behavior' }],
  };
}

/**
 * The traffic sections of every dashboard, in the order of an operator's questions: how much traffic is there, do
 * requests succeed, does the cache help, how long do viewers wait, how good is playback.
 */
export const trafficSections = {
  traffic: {
    title: 'Traffic',
    text: 'What viewers request, by the minute of the request. The newest minute is incomplete.',
    rows: [
      [
        {
          title: 'Requests by distribution',
          unit: 'requests/s',
          width: 8,
          queries: [{ show: 'perSecond', metric: 'Requests', by: 'distribution' }],
        },
        byBehavior('Requests', 'Requests by cache behavior'),
        {
          title: 'Bandwidth by distribution',
          unit: 'bit/s',
          width: 8,
          queries: [
            {
              show: 'perSecond',
              metric: 'BytesDownloaded',
              by: 'distribution',
              factor: bitsOfByte,
              prefix: 'to viewers: ',
            },
            {
              show: 'perSecond',
              metric: 'BytesUploaded',
              by: 'distribution',
              factor: bitsOfByte,
              prefix: 'from viewers: ',
            },
          ],
        },
      ],
    ],
  },
  errors: {
    title: 'Errors',
    text: 'Percentages of all requests. Those of the cache behaviors add up to the rate of all distributions.',
    rows: [
      [
        {
          title: 'Error rates of all distributions',
          unit: '% of requests',
          width: 8,
          threshold: ['serverErrorRate', 'Alarm on server errors'],
          queries: [
            { show: 'ratio', part: '5xxCount', whole: 'Requests', label: 'Server errors (5xx)' },
            { show: 'ratio', part: '4xxCount', whole: 'Requests', label: 'Client errors (4xx)' },
            { show: 'ratio', part: 'ClientAborted', whole: 'Requests', label: 'Aborted by clients (000)' },
          ],
        },
        errorsByBehavior('5xxCount', 'Server errors by cache behavior'),
        errorsByBehavior('4xxCount', 'Client errors by cache behavior'),
      ],
    ],
    seriesRate: { title: 'Server error rates of configured series', part: '5xxCount', whole: 'Requests' },
  },
  cache: {
    title: 'Cache',
    text: 'Cache lookups only: hits and misses of GET, HEAD, and OPTIONS requests.',
    rows: [
      [
        {
          title: 'Cache hit ratio of all distributions',
          unit: '%',
          width: 8,
          maximum: 100,
          queries: [{ show: 'ratio', part: 'CacheHits', whole: 'CacheLookups', label: 'Cache hit ratio' }],
        },
        byBehavior('CacheLookups', 'Lookups by cache behavior'),
        byBehavior('CacheHits', 'Hits by cache behavior'),
      ],
    ],
    seriesRate: { title: 'Cache hit ratios of configured series', part: 'CacheHits', whole: 'CacheLookups' },
  },
  details: {
    title: 'Details',
    text: 'The metrics of the option additionalMetrics, over all distributions.',
    rows: [
      [
        {
          title: 'Byte hit ratio',
          unit: '% of bytes',
          width: 6,
          maximum: 100,
          queries: [
            {
              show: 'ratio',
              part: 'BytesFromCache',
              whole: 'BytesDownloaded',
              label: 'Bytes from the cache',
            },
          ],
        },
        {
          title: 'Server errors by cause',
          unit: '% of requests',
          width: 6,
          queries: [
            { show: 'ratio', part: 'OriginErrors', whole: 'Requests', label: 'Origin' },
            { show: 'ratio', part: 'EdgeErrors', whole: 'Requests', label: 'Edge' },
          ],
        },
        {
          title: 'Origin Shield and retries',
          unit: '% of requests',
          width: 6,
          queries: [
            { show: 'ratio', part: 'OriginShieldHits', whole: 'Requests', label: 'Hits of Origin Shield' },
            {
              show: 'ratio',
              part: 'OriginRetries',
              whole: 'Requests',
              label: 'Retries at the second origin',
            },
          ],
        },
        {
          title: 'Aborted downloads',
          unit: '% of requests',
          width: 6,
          queries: [{ show: 'ratio', part: 'AbortedDownloads', whole: 'Requests', label: 'Aborted' }],
        },
      ],
    ],
  },
  latency: {
    title: 'Latency',
    text: 'At the edge, the time from the request to the first and last byte of the response. At the origins, for requests that reached them.',
    rows: [
      latencies.slice(0, 2).map(([name, title]) => percentiles(name, title, 'ms', 12, [50, 90, 99])),
      latencies.slice(2).map(([name, title]) => percentiles(name, title, 'ms', 12, [50, 90, 99])),
    ],
  },
  media: {
    title: 'Media',
    text: 'As reported by players (CMCD). The number of sessions is the playing time of the video requested in a minute, divided by one minute.',
    rows: [
      [
        {
          title: 'Buffer starvation',
          unit: '% of media requests',
          width: 6,
          queries: [
            {
              show: 'ratio',
              part: 'BufferStarvations',
              whole: 'MediaRequests',
              label: 'Requests after an empty buffer',
            },
          ],
        },
        percentiles('EncodedBitrate', 'Bitrate of the requested video', 'kbit/s', 6, [10, 50, 90]),
        percentiles('MeasuredThroughput', 'Throughput measured by players', 'kbit/s', 6, [10, 50]),
        {
          title: 'Sessions playing at once',
          unit: 'sessions',
          width: 6,
          queries: [
            { show: 'perMinute', metric: 'PlaybackTime', divisor: millisecondsOfMinute, label: 'Sessions' },
          ],
        },
      ],
    ],
  },
} as const satisfies Record<string, TrafficSection>;

/** Returns the metrics that a query needs. */
export function metricsOfQuery(query: PanelQuery): MetricName[] {
  return 'metric' in query ? [query.metric] : [query.part, query.whole];
}

/** Whether a query groups by cache behavior. */
export function isByBehavior(query: PanelQuery): boolean {
  return query.show === 'share' || (query.show === 'perSecond' && query.by === 'behavior');
}

/**
 * Removes queries whose metrics don't exist from a section, and panels and rows without queries.
 *
 * @param has returns whether a metric exists
 * @param hasBehaviors whether there are metrics by cache behavior
 */
export function withMetrics(
  section: TrafficSection,
  has: (name: MetricName) => boolean,
  hasBehaviors: boolean,
): TrafficSection {
  const exists = (query: PanelQuery) =>
    metricsOfQuery(query).every(has) && (hasBehaviors || !isByBehavior(query));
  const rows = section.rows
    .map((row) =>
      row
        .map((panel) => ({ ...panel, queries: panel.queries.filter(exists) }))
        .filter(({ queries }) => queries.length > 0),
    )
    .filter((row) => row.length > 0);
  return { ...section, rows };
}
