import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { isAccessDenied, sayDenied } from '../../core/aws/accessDenied.ts';
import { answer, wasNeverMade } from './answer.ts';

/** Milliseconds before the function's deadline at which a change is given up, so that it can still be answered. */
const answerBeforeDeadline = 15_000;

/**
 * A change that failed before anything was made. Where it was to create the resource, there is nothing to be deleted
 * when CloudFormation cleans up.
 */
export class NothingMadeError extends Error {
  override readonly name = 'NothingMadeError';

  /**
   * @param cause the error that tells why
   */
  constructor(cause: unknown) {
    super(sentenceOf(cause), { cause });
  }
}

/**
 * Makes, changes or removes what a custom resource stands for. It may be called again for an event that it has
 * dealt with already.
 *
 * @param signal tells to stop, since the function's time is nearly over
 */
export type ChangeResource = (event: CloudFormationCustomResourceEvent, signal: AbortSignal) => Promise<void>;

/** The handler of a custom resource's function. */
export type CustomResourceHandler = (
  event: CloudFormationCustomResourceEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<void>;

/**
 * Makes the handler of a custom resource's function: whatever happens, CloudFormation gets an answer, and an error
 * becomes the sentence that it shows as the reason.
 */
export function answering(change: ChangeResource): CustomResourceHandler {
  return async (event, context) => {
    if (event.RequestType === 'Delete' && wasNeverMade(event)) return answer(event, { reason: undefined });
    const stop = new AbortController();
    const deadline = setTimeout(
      () =>
        stop.abort(new Error("expected the change to end within the function's time, got no end; try again")),
      Math.max(0, context.getRemainingTimeInMillis() - answerBeforeDeadline),
    );
    const error: unknown = await Promise.race([change(event, stop.signal), whenAborted(stop.signal)]).then(
      () => undefined,
      (thrown) => thrown ?? new Error('expected a reason, got none'),
    );
    clearTimeout(deadline);
    if (error !== undefined) console.error(error);
    await answer(event, {
      reason: error === undefined ? undefined : sentenceOf(error),
      neverMade: error instanceof NothingMadeError,
    });
  };
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

/** What CloudFormation shows; the log has the whole error. */
function sentenceOf(error: unknown): string {
  if (isAccessDenied(error)) return sayDenied(error);
  if (!(error instanceof Error)) return String(error);
  return '$metadata' in error ? `${error.name}: ${error.message}` : error.message;
}
