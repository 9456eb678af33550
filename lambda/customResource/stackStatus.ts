import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** Returns whether CloudFormation is rolling a stack back. */
export type IsRollingBack = (stackId: string, signal: AbortSignal) => Promise<boolean>;

/**
 * Returns a function that queries CloudFormation, because an event doesn't contain whether it is part of a rollback.
 * If the status cannot be read, the event is treated as part of a deployment.
 */
export function rollbackQuestion(
  client: Pick<CloudFormationClient, 'send'> = new CloudFormationClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  }),
): IsRollingBack {
  return async (stackId, signal) => {
    try {
      const answer = await client.send(new DescribeStacksCommand({ StackName: stackId }), {
        abortSignal: signal,
      });
      return answer.Stacks?.[0]?.StackStatus?.includes('ROLLBACK') ?? false;
    } catch (error) {
      console.warn('The status of the stack could not be read.', error);
      return false;
    }
  };
}
