/** What became of an invocation. */
export interface InvocationResult {
  readonly requestId: string;
  /** `Unhandled` where the function failed, timed out or ended; absent where it succeeded. */
  readonly functionError?: string | undefined;
}

/**
 * Invokes the function with an event.
 *
 * A rejection says that the function could not be invoked, which costs no retry.
 */
export type Invoke = (event: string) => Promise<InvocationResult>;
