/** Result of an invocation. */
export interface InvocationResult {
  readonly requestId: string;
  /** `Unhandled` if the function failed, timed out, or exited; undefined if it succeeded. */
  readonly functionError?: string | undefined;
}

/**
 * Invokes the function with an event.
 *
 * If the promise rejects, the function couldn't be invoked. This doesn't count as a retry.
 */
export type Invoke = (event: string) => Promise<InvocationResult>;
