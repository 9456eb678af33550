/** Definition of an alarm's option. */
export interface AlarmOption {
  /** Default threshold; undefined if it is calculated from other options. */
  readonly default: number | undefined;
  /** Describes a default that is calculated from other options. */
  readonly defaultMeans?: string;
  readonly smallest: number;
  readonly largest: number;
  /** The threshold must be a multiple of this number. @default - any number is valid */
  readonly step?: number;
  /** Unit of the threshold. */
  readonly unit: string;
  /** Condition that raises the alarm; `N` is the threshold. */
  readonly raised: string;
}

const many = 1_000_000_000;

/**
 * Every alarm with its threshold. Validation, defaults, and the table in docs/configuration.md are derived from this
 * list. docs/operations.md has a section for each alarm, titled with the alarm's name in words.
 */
// biome-ignore format: a table, one alarm a line
export const alarmOptions = {
  throttledWrites: { default: 0, smallest: 0, largest: many, unit: 'records', raised: 'the stream throttled more than N in 5 minutes' },
  consumerBehind: { default: 10, smallest: 1, largest: 90, unit: 'percent', raised: 'the consumer reads records that have waited for more than N of the time after which Lambda stops retrying them (the retention minus two hours, at most 7 days)' },
  consumerFarBehind: { default: 50, smallest: 1, largest: 90, unit: 'percent', raised: 'the same, with little time left' },
  consumerStopped: { default: 15, smallest: 15, largest: 1440, step: 5, unit: 'minutes', raised: 'records have arrived for N, but the consumer was not invoked' },
  consumerErrors: { default: 0, smallest: 0, largest: many, unit: 'errors', raised: 'more than N in each of two of three periods of 5 minutes' },
  consumerThrottles: { default: 0, smallest: 0, largest: many, unit: 'invocations', raised: 'Lambda throttled more than N in each of two of three periods of 5 minutes' },
  consumerDuration: { default: 80, smallest: 1, largest: 100, unit: 'percent', raised: 'an invocation took longer than N of its timeout in two of three periods of 5 minutes' },
  failedRecords: { default: 0, smallest: 0, largest: many, unit: 'records', raised: 'more than N failed after all retries and were stored in the failure bucket in 5 minutes' },
  lostRecords: { default: 0, smallest: 0, largest: many, unit: 'records', raised: 'more than N failed after all retries and could not be stored in the failure bucket in 5 minutes' },
  quarantineRate: { default: 1, smallest: 0, largest: 100, unit: 'percent', raised: 'more than N of the records in 15 minutes could not be read' },
  suspectRows: { default: 0, smallest: 0, largest: many, unit: 'rows', raised: "in more than N rows in 5 minutes, nearly all values of a field don't match its type or format" },
  lostMetrics: { default: 0, smallest: 0, largest: many, unit: 'metrics', raised: 'more than N did not reach CloudWatch in 5 minutes' },
  noRecords: { default: 30, smallest: 5, largest: 1440, step: 5, unit: 'minutes', raised: 'no records have arrived for N' },
  serverErrorRate: { default: 5, smallest: 0, largest: 100, unit: 'percent', raised: 'more than N of the requests ended with a status of 500 to 599, in three of five minutes with at least 100 requests each' },
  cacheHitRatio: { default: 3, smallest: 1, largest: 20, unit: 'standard deviations', raised: 'for 45 minutes, the cache hit ratio is more than N below the value that CloudWatch anomaly detection expects' },
  compactionBehind: { default: 6, smallest: 1, largest: 720, unit: 'hours', raised: 'the next hour has been ready for compaction for more than N' },
  compactionStopped: { default: 6, smallest: 2, largest: 24, step: 1, unit: 'hours', raised: 'rows have arrived for N, but no run of the compaction succeeded' },
  compactionFailed: { default: 0, smallest: 0, largest: many, unit: 'runs', raised: 'more than N failed in each of two of three hours' },
  inexactRequests: { default: 0, smallest: 0, largest: many, unit: 'requests', raised: 'a check found more than N missing or duplicate requests in the compacted table' },
  lateMarks: { default: 0, smallest: 0, largest: many, unit: 'files', raised: 'more than N late files were not merged in each of six hours' },
  monthlyCost: { default: undefined, defaultMeans: 'the cost of traffic at three quarters of `requestsPerSecond`', smallest: 1, largest: many, unit: 'dollars', raised: 'the monthly cost, extrapolated from the last 24 hours, is more than N' },
} as const satisfies Record<string, AlarmOption>;

/** Name of an alarm. */
export type AlarmName = keyof typeof alarmOptions;

/** Names of all alarms, in the order of the documentation. */
export const alarmNames = Object.keys(alarmOptions) as AlarmName[];
