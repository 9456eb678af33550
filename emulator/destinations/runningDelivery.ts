import type { DeployedDestination } from '../../core/destinations/deployedDestination.ts';
import type { HostedInvocation } from '../functionHost/executionEnvironment.ts';

/** Counts of a destination's documents and records, by outcome. */
export interface DeliveryCounts {
  /** Documents that the receiver accepted. */
  readonly delivered: number;
  /** Documents that the receiver rejected permanently, or that were given up. They are in a failure bucket. */
  readonly failed: number;
  /** Lines that match no known layout. */
  readonly unreadable: number;
}

/** A running local delivery to a destination. */
export interface RunningDelivery {
  /** The description of the destination in an output of the stack. */
  readonly deployed: DeployedDestination;
  /** Result of the last batch as an event source mapping reports it; undefined before the first batch. */
  readonly lastResult: string | undefined;
  /** Invokes the function with an event. */
  readonly invoke: (event: string) => Promise<HostedInvocation>;
  readonly counts: DeliveryCounts;
  /** Error of the last failed attempt; undefined if no attempt failed. */
  readonly lastError: string | undefined;
  /** Resolves when every record that was in the stream at the time of the call is delivered or given up. */
  drain(): Promise<void>;
  /** Stops the delivery immediately. */
  stop(): Promise<void>;
}
