import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions } from '../aws/clientOptions.ts';

/** Result of an invocation. */
export interface Invoked {
  /** Response of the function, as JSON. */
  readonly payload: string;
  /** Set if the function failed. */
  readonly functionError?: string | undefined;
}

/** Timeout of an invocation in milliseconds: slightly longer than the function's timeout of five minutes. */
const longestInvocation = 320_000;

/** Returns a function that invokes a Lambda function once, and waits for the response. */
export function createInvoker(
  options: AwsOptions,
  functionName: string,
  signal: AbortSignal,
): (event: string) => Promise<Invoked> {
  const clients = clientOptions(options);
  const lambda = new LambdaClient({
    ...clients,
    maxAttempts: 1,
    requestHandler: { ...clients.requestHandler, requestTimeout: longestInvocation },
  });
  return async (event) => {
    const command = new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(event) });
    const { Payload, FunctionError } = await lambda.send(command, { abortSignal: signal });
    return { payload: Buffer.from(Payload ?? []).toString(), functionError: FunctionError };
  };
}

/**
 * Parses the response of an invocation.
 *
 * @throws Error with the function's error message if the function failed
 */
export function readInvoked<Answer>({ payload, functionError }: Invoked): Answer {
  const answer = JSON.parse(payload || 'null');
  if (functionError === undefined) return answer;
  throw new Error(answer?.errorMessage ?? functionError);
}
