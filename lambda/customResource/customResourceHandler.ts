import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { isAccessDenied, sayDenied } from '../../core/aws/accessDenied.ts';
import { hasMark, type Mark, type Outcome, sendResponse } from './sendResponse.ts';

/** Milliseconds before the function's deadline at which a change is stopped, so that a response can still be sent. */
const answerBeforeDeadline = 15_000;

/**
 * A change that failed before anything was created. If it was the creation of the resource, there is nothing to delete
 * when CloudFormation cleans up.
 */
export class NothingMadeError extends Error {
  override readonly name = 'NothingMadeError';

  /**
   * @param cause the error that caused the failure
   */
  constructor(cause: unknown) {
    super(sentenceOf(cause), { cause });
  }
}

/**
 * Creates, changes, or deletes what a custom resource represents. It may be called again for an event that it
 * has already handled.
 *
 * @param signal aborts shortly before the function's timeout
 * @returns how the resource was created, for its deletion; undefined if that makes no
 *   difference
 */
export type ChangeResource = (
  event: CloudFormationCustomResourceEvent,
  signal: AbortSignal,
) => Promise<Mark | undefined>;

/** The handler of a custom resource's function. */
export type CustomResourceHandler = (
  event: CloudFormationCustomResourceEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<void>;

/**
 * Creates the handler of a custom resource's function. CloudFormation always receives a response, and shows the message
 * of an error as the reason.
 */
export function createCustomResourceHandler(change: ChangeResource): CustomResourceHandler {
  return async (event, context) => {
    if (event.RequestType === 'Delete' && hasMark(event, 'neverMade'))
      return sendResponse(event, { reason: undefined });
    const stop = new AbortController();
    const deadline = setTimeout(
      () =>
        stop.abort(
          new Error(
            "expected the change to end before the function's timeout, but it is still running; try again",
          ),
        ),
      Math.max(0, context.getRemainingTimeInMillis() - answerBeforeDeadline),
    );
    const outcome = await Promise.race([change(event, stop.signal), whenAborted(stop.signal)]).then(
      (mark): Outcome => ({ reason: undefined, mark }),
      (error): Outcome => {
        console.error(error);
        const mark = error instanceof NothingMadeError ? 'neverMade' : undefined;
        return { reason: sentenceOf(error), mark };
      },
    );
    clearTimeout(deadline);
    await sendResponse(event, outcome);
  };
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

/** Returns the sentence that CloudFormation shows. The log contains the complete error. */
function sentenceOf(error: unknown): string {
  if (isAccessDenied(error)) return sayDenied(error);
  if (!(error instanceof Error)) return String(error);
  return '$metadata' in error ? `${error.name}: ${error.message}` : error.message;
}
