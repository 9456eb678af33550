/** Thresholds of the alarms, as listed in docs/configuration.md. */
export interface AlarmThresholds {
  /**
   * Records that the stream throttled in 5 minutes.
   *
   * @default 0
   */
  readonly throttledWrites?: number;

  /**
   * Age of the records that the consumer reads, as a percentage of the age at which Lambda stops retrying records.
   *
   * @default 10
   */
  readonly consumerBehind?: number;

  /**
   * The same percentage, for the alarm that warns that little time is left.
   *
   * @default 50
   */
  readonly consumerFarBehind?: number;

  /**
   * Minutes in which records arrived but the consumer was not invoked, a multiple of 5.
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
   * Invocations of the consumer that Lambda throttled in 5 minutes.
   *
   * @default 0
   */
  readonly consumerThrottles?: number;

  /**
   * Duration of an invocation, as a percentage of the consumer's timeout.
   *
   * @default 80
   */
  readonly consumerDuration?: number;

  /**
   * Records stored in the failure bucket in 5 minutes.
   *
   * @default 0
   */
  readonly failedRecords?: number;

  /**
   * Records that failed and could not be stored in the failure bucket, in 5 minutes.
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
   * Rows in 5 minutes in which nearly all values of a field don't match its type or format.
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
   * Hours that the next hour has waited for its compaction.
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
   * Missing or duplicate requests that a check found in the compacted table.
   *
   * @default 0
   */
  readonly inexactRequests?: number;

  /**
   * Late files that have not been merged for six hours.
   *
   * @default 0
   */
  readonly lateMarks?: number;

  /**
   * Monthly cost in dollars, extrapolated from the last 24 hours.
   *
   * @default - the cost of traffic at three quarters of `requestsPerSecond`
   */
  readonly monthlyCost?: number;
}

/** Thresholds in the form of the option `alarms`: `false` turns an alarm off. */
export type AlarmThresholdOptions = {
  readonly [Name in keyof AlarmThresholds]: AlarmThresholds[Name] | false;
};
