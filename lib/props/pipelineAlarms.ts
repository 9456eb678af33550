import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';

/** The alarms of a pipeline, by name. One that is turned off, or whose fields aren't logged, is undefined. */
export interface PipelineAlarms {
  /** Records that the stream refused in 5 minutes. */
  readonly throttledWrites?: Alarm;
  /** Percentage of the time after which records are given up that those read have waited. */
  readonly consumerBehind?: Alarm;
  /** The same percentage, when little time is left. */
  readonly consumerFarBehind?: Alarm;
  /** Minutes for which records have come in and none was read, a multiple of 5. */
  readonly consumerStopped?: Alarm;
  /** Invocations of the consumer that failed in 5 minutes. */
  readonly consumerErrors?: Alarm;
  /** Invocations of the consumer that Lambda refused in 5 minutes. */
  readonly consumerThrottles?: Alarm;
  /** Percentage of the consumer's time limit that an invocation took. */
  readonly consumerDuration?: Alarm;
  /** Records put into the failure bucket in 5 minutes. */
  readonly failedRecords?: Alarm;
  /** Records given up that not even the failure bucket has, in 5 minutes. */
  readonly lostRecords?: Alarm;
  /** Percentage of the records of 15 minutes that could not be read. */
  readonly quarantineRate?: Alarm;
  /** Rows in 5 minutes with a field whose values nearly all lack its type or form. */
  readonly suspectRows?: Alarm;
  /** Metrics that did not reach CloudWatch in 5 minutes. */
  readonly lostMetrics?: Alarm;
  /** Minutes for which no record has come in, a multiple of 5. */
  readonly noRecords?: Alarm;
  /** Percentage of a minute's requests that ended with a status of 500 to 599. */
  readonly serverErrorRate?: Alarm;
  /** Standard deviations by which the cache hit ratio is lower than usual. */
  readonly cacheHitRatio?: Alarm;
  /** Hours for which an hour that could be merged has waited. */
  readonly compactionBehind?: Alarm;
  /** Hours in which rows came in and no run of the compaction succeeded. */
  readonly compactionStopped?: Alarm;
  /** Runs of the compaction that failed in an hour. */
  readonly compactionFailed?: Alarm;
  /** Requests that a proof found missing or doubled in the compacted table. */
  readonly inexactRequests?: Alarm;
  /** Late files that have waited for their merge for six hours. */
  readonly lateMarks?: Alarm;
  /** Dollars that a month of days like the last 24 hours would cost. */
  readonly monthlyCost?: Alarm;
}
