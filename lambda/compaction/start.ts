import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type CompactionStartProperties, compactionStartType } from '../../core/aws/customResources.ts';
import type { CompactionCalls } from '../../core/lake/compaction/compactionCalls.ts';
import { requestsViewName } from '../../core/lake/requestsView.ts';
import type { ChangeResource } from '../customResource/answering.ts';
import type { Clients } from './clients.ts';

/** Executions that are started at most: the first ones can fail while new permissions spread. */
const mostExecutions = 8;
const pauseBetweenExecutions = 15_000;
const pauseBetweenLooks = 3_000;

/**
 * Makes what is behind the custom resource of the compaction. It runs the state machine, and waits until the view
 * `requests` exists. Hours that are merged after that don't hold up the deployment. Deleting the resource deletes
 * nothing: tables and view stay with the data.
 */
export function createChange(
  { stepFunctions }: Pick<Clients, 'stepFunctions'>,
  calls: Pick<CompactionCalls, 'findTable'>,
): ChangeResource {
  return async (event, signal) => {
    if (event.RequestType === 'Delete') return;
    if (event.ResourceType !== compactionStartType)
      throw new Error(`expected a resource of the type ${compactionStartType}, got ${event.ResourceType}`);
    const { StateMachineArn } = event.ResourceProperties as unknown as CompactionStartProperties;
    for (let execution = 1; ; execution++) {
      const failed = await runOnce(StateMachineArn, signal);
      if (failed === undefined) return;
      if (execution === mostExecutions)
        throw new Error(`expected the compaction to create the view ${requestsViewName}, got ${failed}`);
      await sleep(pauseBetweenExecutions, undefined, { signal });
    }
  };

  /** @returns why there is no view; undefined once there is one */
  async function runOnce(stateMachineArn: string, signal: AbortSignal): Promise<string | undefined> {
    const started = await stepFunctions.send(new StartExecutionCommand({ stateMachineArn }), {
      abortSignal: signal,
    });
    for (;;) {
      const execution = await stepFunctions.send(
        new DescribeExecutionCommand({ executionArn: started.executionArn }),
        { abortSignal: signal },
      );
      if ((await calls.findTable(requestsViewName)) !== undefined) return undefined;
      if (execution.status !== 'RUNNING') return describeEnd(execution);
      await sleep(pauseBetweenLooks, undefined, { signal });
    }
  }
}

function describeEnd({ status, error, cause }: DescribeExecutionCommandOutput): string {
  return `an execution that ended with ${status}: ${error ?? 'no error'}: ${cause ?? 'no cause'}`;
}
