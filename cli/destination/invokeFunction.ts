import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions } from '../aws/clientOptions.ts';

/** What a function answered, or that it failed. */
export interface Invoked {
  /** JSON. */
  readonly payload: string;
  readonly functionError?: string | undefined;
}

/** Milliseconds that an invocation of a delivery may take: its time limit of five minutes, and some more. */
const longestInvocation = 320_000;

/** Makes a function that invokes a function of AWS once with an event and waits for the answer. */
export function invoker(
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
 * The answer of an invocation.
 *
 * @throws Error with the message of the function if it failed
 */
export function readInvoked<Answer>({ payload, functionError }: Invoked): Answer {
  const answer = JSON.parse(payload || 'null');
  if (functionError === undefined) return answer;
  throw new Error(answer?.errorMessage ?? functionError);
}
