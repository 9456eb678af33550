/** Thresholds of the alarms; `false` turns one off. docs/configuration.md has the same list. */
export interface AlarmThresholds {
  /**
   * Records that the stream refused in 5 minutes.
   *
   * @default 0
   */
  readonly throttledWrites?: number | false;

  /**
   * How long the records being read have waited, as a percentage of the time after which they are given up.
   *
   * @default 10
   */
  readonly consumerBehind?: number | false;

  /**
   * The same percentage, for the alarm that little time is left.
   *
   * @default 50
   */
  readonly consumerFarBehind?: number | false;

  /**
   * Minutes in which records arrived but none were read, a multiple of 5.
   *
   * @default 15
   */
  readonly consumerStopped?: number | false;

  /**
   * Invocations of the consumer that failed in 5 minutes.
   *
   * @default 0
   */
  readonly consumerErrors?: number | false;

  /**
   * Invocations of the consumer that Lambda refused in 5 minutes.
   *
   * @default 0
   */
  readonly consumerThrottles?: number | false;

  /**
   * Percentage of the consumer's time limit that an invocation took.
   *
   * @default 80
   */
  readonly consumerDuration?: number | false;

  /**
   * Records put into the failure bucket in 5 minutes.
   *
   * @default 0
   */
  readonly failedRecords?: number | false;

  /**
   * Records that were lost in 5 minutes: they could not be stored in the failure bucket either.
   *
   * @default 0
   */
  readonly lostRecords?: number | false;

  /**
   * Percentage of the records in 15 minutes that could not be read.
   *
   * @default 1
   */
  readonly quarantineRate?: number | false;

  /**
   * Rows in 5 minutes with a field whose values nearly all lack its type or form.
   *
   * @default 0
   */
  readonly suspectRows?: number | false;

  /**
   * Metrics that did not reach CloudWatch in 5 minutes.
   *
   * @default 0
   */
  readonly lostMetrics?: number | false;

  /**
   * Minutes without a record, a multiple of 5.
   *
   * @default 30
   */
  readonly noRecords?: number | false;

  /**
   * Percentage of a minute's requests that ended with a status of 500 to 599.
   *
   * @default 5
   */
  readonly serverErrorRate?: number | false;

  /**
   * Standard deviations by which the cache hit ratio is lower than usual.
   *
   * @default 3
   */
  readonly cacheHitRatio?: number | false;

  /**
   * Hours that a closed hour has waited to be merged.
   *
   * @default 6
   */
  readonly compactionBehind?: number | false;

  /**
   * Hours in which rows arrived but no run of the compaction succeeded.
   *
   * @default 6
   */
  readonly compactionStopped?: number | false;

  /**
   * Runs of the compaction that failed in an hour.
   *
   * @default 0
   */
  readonly compactionFailed?: number | false;

  /**
   * Requests that a proof found missing or doubled in the compacted table.
   *
   * @default 0
   */
  readonly inexactRequests?: number | false;

  /**
   * Late files that have waited for their merge for six hours.
   *
   * @default 0
   */
  readonly lateMarks?: number | false;

  /**
   * Dollars that a month would cost if every day were like the last 24 hours.
   *
   * @default - what `requestsPerSecond` costs at three quarters of its rate
   */
  readonly monthlyCost?: number | false;
}
