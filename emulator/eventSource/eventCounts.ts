/** The metrics of an event source mapping's group `EventCount`: Lambda developer guide, "Metrics", 2026-11. */
export interface EventCounts {
  /** Records read from the stream, those of retries again. */
  PolledEventCount: number;
  /** Records that the function was invoked with, those of retries again. */
  InvokedEventCount: number;
  /** Records of invocations that failed. */
  FailedInvokeEventCount: number;
  /** Records given up that no destination keeps. */
  DroppedEventCount: number;
  /** Records given up that the destination keeps. */
  OnFailureDestinationDeliveredEventCount: number;
}

/** Counts of a mapping that has done nothing yet. */
export function noEvents(): EventCounts {
  return {
    PolledEventCount: 0,
    InvokedEventCount: 0,
    FailedInvokeEventCount: 0,
    DroppedEventCount: 0,
    OnFailureDestinationDeliveredEventCount: 0,
  };
}
