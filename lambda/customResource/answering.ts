import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { isAccessDenied, sayDenied } from '../../core/accessDenied.ts';
import { answer } from './answer.ts';

/** Milliseconds before the function's deadline at which a change is given up, so that it can still be answered. */
const answerBeforeDeadline = 15_000;

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
    const stop = new AbortController();
    const deadline = setTimeout(
      () =>
        stop.abort(new Error("expected the change to end within the function's time, got no end; try again")),
      Math.max(0, context.getRemainingTimeInMillis() - answerBeforeDeadline),
    );
    const reason = await Promise.race([change(event, stop.signal), whenAborted(stop.signal)]).then(
      () => undefined,
      reasonOf,
    );
    clearTimeout(deadline);
    await answer(event, reason);
  };
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

/** What CloudFormation shows; the log has the whole error. */
function reasonOf(error: unknown): string {
  console.error(error);
  if (isAccessDenied(error)) return sayDenied(error);
  if (!(error instanceof Error)) return String(error);
  return '$metadata' in error ? `${error.name}: ${error.message}` : error.message;
}
