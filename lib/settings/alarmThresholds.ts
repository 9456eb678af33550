/** Thresholds of the alarms. docs/configuration.md has the same list. */
export interface AlarmThresholds {
  /**
   * Records that the stream refused in 5 minutes.
   *
   * @default 0
   */
  readonly throttledWrites?: number;

  /**
   * How long the records being read have waited, as a percentage of the time after which they are given up.
   *
   * @default 10
   */
  readonly consumerBehind?: number;

  /**
   * The same percentage, for the alarm that little time is left.
   *
   * @default 50
   */
  readonly consumerFarBehind?: number;

  /**
   * Minutes in which records arrived but none were read, a multiple of 5.
   *
   * @default 15
   */
  readonly consumerStopped?: number;

  /**
   * Invocations of the consumer that failed in 5 minutes.
   *
   * @default 0
   */
  readonly consumerErrors?: number;

  /**
   * Invocations of the consumer that Lambda refused in 5 minutes.
   *
   * @default 0
   */
  readonly consumerThrottles?: number;

  /**
   * Percentage of the consumer's time limit that an invocation took.
   *
   * @default 80
   */
  readonly consumerDuration?: number;

  /**
   * Records put into the failure bucket in 5 minutes.
   *
   * @default 0
   */
  readonly failedRecords?: number;

  /**
   * Records that were lost in 5 minutes: they could not be stored in the failure bucket either.
   *
   * @default 0
   */
  readonly lostRecords?: number;

  /**
   * Percentage of the records in 15 minutes that could not be read.
   *
   * @default 1
   */
  readonly quarantineRate?: number;

  /**
   * Rows in 5 minutes with a field whose values nearly all lack its type or form.
   *
   * @default 0
   */
  readonly suspectRows?: number;

  /**
   * Metrics that did not reach CloudWatch in 5 minutes.
   *
   * @default 0
   */
  readonly lostMetrics?: number;

  /**
   * Minutes without a record, a multiple of 5.
   *
   * @default 30
   */
  readonly noRecords?: number;

  /**
   * Percentage of a minute's requests that ended with a status of 500 to 599.
   *
   * @default 5
   */
  readonly serverErrorRate?: number;

  /**
   * Standard deviations by which the cache hit ratio is lower than usual.
   *
   * @default 3
   */
  readonly cacheHitRatio?: number;

  /**
   * Hours that a closed hour has waited to be merged.
   *
   * @default 6
   */
  readonly compactionBehind?: number;

  /**
   * Hours in which rows arrived but no run of the compaction succeeded.
   *
   * @default 6
   */
  readonly compactionStopped?: number;

  /**
   * Runs of the compaction that failed in an hour.
   *
   * @default 0
   */
  readonly compactionFailed?: number;

  /**
   * Requests that a proof found missing or doubled in the compacted table.
   *
   * @default 0
   */
  readonly inexactRequests?: number;

  /**
   * Late files that have waited for their merge for six hours.
   *
   * @default 0
   */
  readonly lateMarks?: number;

  /**
   * Dollars that a month would cost if every day were like the last 24 hours.
   *
   * @default - what `requestsPerSecond` costs at three quarters of its rate
   */
  readonly monthlyCost?: number;
}

/** Thresholds as an option has them: `false` turns an alarm off. */
export type AlarmThresholdOptions = {
  readonly [Name in keyof AlarmThresholds]: AlarmThresholds[Name] | false;
};
