/** The definition of one alarm's option. */
export interface AlarmOption {
  /** Threshold if none is configured; undefined if it follows from other options, as `defaultMeans` says. */
  readonly default: number | undefined;
  readonly defaultMeans?: string;
  readonly smallest: number;
  readonly largest: number;
  /** Step between thresholds that can be configured; any number if it is omitted. */
  readonly step?: number;
  /** Unit of the threshold. */
  readonly unit: string;
  /** When the alarm is raised; `N` is the threshold. */
  readonly raised: string;
}

const many = 1_000_000_000;

/**
 * Every alarm with its threshold. Validation, defaults, and the table in docs/configuration.md follow from
 * this list. docs/operations.md has a section for each, under its name in words.
 */
// biome-ignore format: a table, one alarm a line
export const alarmOptions = {
  throttledWrites: { default: 0, smallest: 0, largest: many, unit: 'records', raised: 'the stream refused more than N in 5 minutes' },
  consumerBehind: { default: 10, smallest: 1, largest: 90, unit: 'percent', raised: 'the records being read have waited longer than N of the time after which they are given up (the retention minus two hours, at most 7 days)' },
  consumerFarBehind: { default: 50, smallest: 1, largest: 90, unit: 'percent', raised: 'the same; little time is left' },
  consumerStopped: { default: 15, smallest: 15, largest: 1440, step: 5, unit: 'minutes', raised: 'records have arrived for N, but none were read' },
  consumerErrors: { default: 0, smallest: 0, largest: many, unit: 'errors', raised: 'more than N in each of two of three periods of 5 minutes' },
  consumerThrottles: { default: 0, smallest: 0, largest: many, unit: 'invocations', raised: 'Lambda refused more than N in each of two of three periods of 5 minutes' },
  consumerDuration: { default: 80, smallest: 1, largest: 100, unit: 'percent', raised: 'an invocation took longer than N of its time limit in two of three periods of 5 minutes' },
  failedRecords: { default: 0, smallest: 0, largest: many, unit: 'records', raised: 'more than N failed after all retries and were stored in the failure bucket in 5 minutes' },
  lostRecords: { default: 0, smallest: 0, largest: many, unit: 'records', raised: 'more than N failed after all retries and could not be stored in the failure bucket in 5 minutes' },
  quarantineRate: { default: 1, smallest: 0, largest: 100, unit: 'percent', raised: 'more than N of the records in 15 minutes could not be read' },
  suspectRows: { default: 0, smallest: 0, largest: many, unit: 'rows', raised: "more than N rows in 5 minutes have a field whose values nearly all lack its type or form" },
  lostMetrics: { default: 0, smallest: 0, largest: many, unit: 'metrics', raised: 'more than N did not reach CloudWatch in 5 minutes' },
  noRecords: { default: 30, smallest: 5, largest: 1440, step: 5, unit: 'minutes', raised: 'no records have arrived for N' },
  serverErrorRate: { default: 5, smallest: 0, largest: 100, unit: 'percent', raised: 'more than N of the requests of a minute ended with a status of 500 to 599, in three of five minutes of at least 100 requests' },
  cacheHitRatio: { default: 3, smallest: 1, largest: 20, unit: 'standard deviations', raised: 'for 45 minutes, the cache hit ratio is more than N below what CloudWatch has learned to expect' },
  compactionBehind: { default: 6, smallest: 1, largest: 720, unit: 'hours', raised: 'an hour that could be merged has waited longer than N' },
  compactionStopped: { default: 6, smallest: 2, largest: 24, step: 1, unit: 'hours', raised: 'rows have arrived for N, but no run of the compaction succeeded' },
  compactionFailed: { default: 0, smallest: 0, largest: many, unit: 'runs', raised: 'more than N failed in each of two of three hours' },
  inexactRequests: { default: 0, smallest: 0, largest: many, unit: 'requests', raised: 'a proof found more than N missing or doubled in the compacted table' },
  lateMarks: { default: 0, smallest: 0, largest: many, unit: 'files', raised: 'more than N late files have waited for their merge in each of six hours' },
  monthlyCost: { default: undefined, defaultMeans: 'what `requestsPerSecond` costs at three quarters of its rate', smallest: 1, largest: many, unit: 'dollars', raised: 'if every day were like the last 24 hours, a month would cost more than N' },
} as const satisfies Record<string, AlarmOption>;

/** Name of an alarm. */
export type AlarmName = keyof typeof alarmOptions;

/** Names of all alarms, in the order of the documentation. */
export const alarmNames = Object.keys(alarmOptions) as AlarmName[];
