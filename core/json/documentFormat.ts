/** Format of the request's time in a document. */
export type TimeNotation = 'iso' | 'space' | 'milliseconds' | 'seconds';

/** The format of a destination's documents. */
export interface DocumentFormat {
  /** Member that contains the time of the request, in place of `timestamp`. */
  readonly timeMember: string;
  /**
   * `iso` is `2026-11-20T13:05:00.123Z`, `space` is `2026-11-20 13:05:00.123`. `milliseconds` and `seconds` are the
   * time since the epoch; seconds have three decimals.
   */
  readonly timeNotation: TimeNotation;
  /**
   * If set, the document is the member `event` of an envelope with the time, as Splunk's HTTP event collector requires.
   */
  readonly envelope?: { readonly sourceType: string } | undefined;
}

/** The formats of documents, by destination. */
export const documentFormats = {
  opensearch: { timeMember: '@timestamp', timeNotation: 'iso' },
  s3: { timeMember: 'timestamp', timeNotation: 'iso' },
  redshift: { timeMember: 'timestamp', timeNotation: 'space' },
  generic: { timeMember: 'timestamp', timeNotation: 'milliseconds' },
  datadog: { timeMember: 'timestamp', timeNotation: 'milliseconds' },
  newrelic: { timeMember: 'timestamp', timeNotation: 'milliseconds' },
  splunk: {
    timeMember: 'time',
    timeNotation: 'seconds',
    envelope: { sourceType: 'aws:cloudfront:realtime' },
  },
} as const satisfies Record<string, DocumentFormat>;

/** Name of a format of documents. */
export type DocumentFormatName = keyof typeof documentFormats;

/** Names of the formats of documents. */
export const documentFormatNames = Object.keys(documentFormats) as DocumentFormatName[];
