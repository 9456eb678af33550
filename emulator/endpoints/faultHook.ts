/** Where a call stands when the fault hook is asked. */
export interface FaultPoint {
  /** The service that is called. */
  readonly service: string;
  /** The operation, named as AWS names it, for example `PutRecords`. */
  readonly operation: string;
  /** What the call is about: for S3 bucket and key, joined by a slash; nothing where the service has no such thing. */
  readonly resource?: string | undefined;
  /** `before` the call has had its effect, or `after` it, when only the answer is still to be sent. */
  readonly stage: 'before' | 'after';
  /** Which call of this operation it is, counted from 1. */
  readonly call: number;
}

/** What goes wrong: an error in place of the answer, or a connection reset in place of any answer. */
export type Fault =
  | { readonly refuse: { readonly status: number; readonly code: string; readonly message?: string } }
  | { readonly reset: true };

/**
 * Decides at each point of each call whether something goes wrong there.
 *
 * The call waits for the hook, so a hook delays a call by awaiting before it returns.
 * It returns nothing where the call is to go on.
 */
export type FaultHook = (point: FaultPoint) => Fault | undefined | Promise<Fault | undefined>;
