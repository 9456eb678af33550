/** What became of an invocation. */
export interface InvocationResult {
  readonly requestId: string;
  /** `Unhandled` if the function failed, timed out, or ended; absent if it succeeded. */
  readonly functionError?: string | undefined;
}

/**
 * Invokes the function with an event.
 *
 * A rejection says that the function could not be invoked, which costs no retry.
 */
export type Invoke = (event: string) => Promise<InvocationResult>;
