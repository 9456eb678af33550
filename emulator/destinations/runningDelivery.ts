import type { DeployedDestination } from '../../core/destinations/deployedDestination.ts';
import type { HostedInvocation } from '../functionHost/executionEnvironment.ts';

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
  /** The description of the destination in an output of the stack. */
  readonly deployed: DeployedDestination;
  /** Result of the last batch as an event source mapping reports it; undefined before the first batch. */
  readonly lastResult: string | undefined;
  /** Invokes the function with an event. */
  readonly invoke: (event: string) => Promise<HostedInvocation>;
  readonly counts: DeliveryCounts;
  /** What the last failed attempt reported; undefined if none failed. */
  readonly lastError: string | undefined;
  /** Resolves once every record that was in the stream at the call is delivered or given up. */
  drain(): Promise<void>;
  /** Ends the delivery at once. */
  stop(): Promise<void>;
}
