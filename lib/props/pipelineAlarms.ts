import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';

/** The alarms of a pipeline, by name. An alarm that is turned off, or whose fields aren't logged, is undefined. */
export interface PipelineAlarms {
  /** Records that the stream throttled in 5 minutes. */
  readonly throttledWrites?: Alarm;
  /** Age of the records that the consumer reads, as a percentage of the age at which Lambda stops retrying records. */
  readonly consumerBehind?: Alarm;
  /** The same percentage, with a higher threshold: little time is left. */
  readonly consumerFarBehind?: Alarm;
  /** Minutes in which records arrived but the consumer was not invoked, a multiple of 5. */
  readonly consumerStopped?: Alarm;
  /** Invocations of the consumer that failed in 5 minutes. */
  readonly consumerErrors?: Alarm;
  /** Invocations of the consumer that Lambda throttled in 5 minutes. */
  readonly consumerThrottles?: Alarm;
  /** Duration of an invocation, as a percentage of the consumer's timeout. */
  readonly consumerDuration?: Alarm;
  /** Records stored in the failure bucket in 5 minutes. */
  readonly failedRecords?: Alarm;
  /** Records that failed and could not be stored in the failure bucket, in 5 minutes. */
  readonly lostRecords?: Alarm;
  /** Percentage of the records in 15 minutes that could not be read. */
  readonly quarantineRate?: Alarm;
  /** Rows in 5 minutes in which nearly all values of a field don't match its type or format. */
  readonly suspectRows?: Alarm;
  /** Metrics that did not reach CloudWatch in 5 minutes. */
  readonly lostMetrics?: Alarm;
  /** Minutes without a record, a multiple of 5. */
  readonly noRecords?: Alarm;
  /** Percentage of a minute's requests that ended with a status of 500 to 599. */
  readonly serverErrorRate?: Alarm;
  /** Standard deviations by which the cache hit ratio is lower than usual. */
  readonly cacheHitRatio?: Alarm;
  /** Hours that the next hour has waited for its compaction. */
  readonly compactionBehind?: Alarm;
  /** Hours in which rows arrived but no run of the compaction succeeded. */
  readonly compactionStopped?: Alarm;
  /** Runs of the compaction that failed in an hour. */
  readonly compactionFailed?: Alarm;
  /** Missing or duplicate requests that a check found in the compacted table. */
  readonly inexactRequests?: Alarm;
  /** Late files that have not been merged for six hours. */
  readonly lateMarks?: Alarm;
  /** Monthly cost in dollars, extrapolated from the last 24 hours. */
  readonly monthlyCost?: Alarm;
}
