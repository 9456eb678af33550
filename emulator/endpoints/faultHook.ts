/** The call, and its stage, for which the fault hook is called. */
export interface FaultPoint {
  /** The service that is called. */
  readonly service: string;
  /** The operation, named as AWS names it, for example `PutRecords`. */
  readonly operation: string;
  /** What the call is about: for S3 bucket and key, joined by a slash; empty if the service has no resources. */
  readonly resource?: string | undefined;
  /** `before` the call has had its effect, or `after` it, when only the answer is still to be sent. */
  readonly stage: 'before' | 'after';
  /** Which call of this operation it is, counted from 1. */
  readonly call: number;
}

/** What goes wrong: an error instead of the answer, or a connection reset instead of any answer. */
export type Fault =
  | { readonly refuse: { readonly status: number; readonly code: string; readonly message?: string } }
  | { readonly reset: true };

/**
 * Decides at each point of each call whether something goes wrong there.
 *
 * The call waits for the hook, so a hook delays a call by awaiting before it returns.
 * It returns undefined to let the call continue.
 */
export type FaultHook = (point: FaultPoint) => Fault | undefined | Promise<Fault | undefined>;
