/** A call, and the stage at which it can fail. */
export interface FaultPoint {
  /** The called service. */
  readonly service: string;
  /** AWS's name of the operation, for example `PutRecords`. */
  readonly operation: string;
  /** The resource of the call. For S3, bucket and key joined by a slash; empty if the service has no resources. */
  readonly resource?: string | undefined;
  /** `before` the call takes effect, or `after`, before the response is sent. */
  readonly stage: 'before' | 'after';
  /** Number of this operation's calls so far, including this one. */
  readonly call: number;
}

/** A failure: an error response, or a connection reset without any response. */
export type Fault =
  | { readonly refuse: { readonly status: number; readonly code: string; readonly message?: string } }
  | { readonly reset: true };

/**
 * Decides at each stage of each call whether the call fails.
 *
 * The call waits for the hook, so a hook can also delay a call. A hook returns undefined to let the call
 * continue.
 */
export type FaultHook = (point: FaultPoint) => Fault | undefined | Promise<Fault | undefined>;
