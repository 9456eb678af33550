/** What became of the records that a destination reads. */
export interface DeliveryCounts {
  /** Documents that the receiver took. */
  readonly delivered: number;
  /** Documents that it refused for good, or that were given up; they are in a failure bucket. */
  readonly failed: number;
  /** Lines that fit no known layout. */
  readonly unreadable: number;
}

/** A destination that is delivered to on this machine. */
export interface RunningDelivery {
  readonly counts: DeliveryCounts;
  /** What the last failed attempt reported; undefined if none failed. */
  readonly lastError: string | undefined;
  /** Resolves once every record that was in the stream at the call is delivered or given up. */
  drain(): Promise<void>;
  /** Ends the delivery at once. */
  stop(): Promise<void>;
}
