/** The metrics in an event source mapping's group `EventCount`: Lambda developer guide, "Metrics", 2026-11. */
export interface EventCounts {
  /** Records read from the stream, including records read again for retries. */
  PolledEventCount: number;
  /** Records that the function was invoked with, including retries. */
  InvokedEventCount: number;
  /** Records of invocations that failed. */
  FailedInvokeEventCount: number;
  /** Records that were given up and not stored in a destination. */
  DroppedEventCount: number;
  /** Records that were given up and stored in the destination. */
  OnFailureDestinationDeliveredEventCount: number;
}

/** Returns the counts of a new mapping: all 0. */
export function noEvents(): EventCounts {
  return {
    PolledEventCount: 0,
    InvokedEventCount: 0,
    FailedInvokeEventCount: 0,
    DroppedEventCount: 0,
    OnFailureDestinationDeliveredEventCount: 0,
  };
}
