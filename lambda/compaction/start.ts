import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type CompactionStartProperties, compactionStartType } from '../../core/aws/customResources.ts';
import type { CompactionCalls } from '../../core/lake/compaction/compactionCalls.ts';
import { isViewOf } from '../../core/lake/compaction/readLakeState.ts';
import { requestsViewName } from '../../core/lake/requestsView.ts';
import type { ChangeResource } from '../customResource/customResourceHandler.ts';
import type { Clients } from './clients.ts';

/** Largest number of executions to start: the first ones can fail while new permissions take effect. */
const maxExecutions = 8;
const pauseBetweenExecutions = 15_000;
const pauseBetweenLooks = 3_000;

/**
 * Handles the custom resource of the compaction. It runs the state machine, and waits until the view
 * `requests` reads the table's current columns. Hours that are merged after that don't delay the
 * deployment. If an earlier execution keeps running for minutes, the next execution updates the view. Deleting the
 * resource deletes nothing: the tables and the view are kept with the data.
 */
export function createChange(
  { stepFunctions }: Pick<Clients, 'stepFunctions'>,
  calls: Pick<CompactionCalls, 'findTable'>,
): ChangeResource {
  return async (event, signal) => {
    if (event.RequestType === 'Delete') return;
    if (event.ResourceType !== compactionStartType)
      throw new Error(`expected a resource of the type ${compactionStartType}, got ${event.ResourceType}`);
    const { StateMachineArn, Columns } = event.ResourceProperties as unknown as CompactionStartProperties;
    for (let execution = 1; ; execution++) {
      const failed = await runOnce(StateMachineArn, Columns.split(','), signal);
      if (failed === undefined) return;
      if (execution === maxExecutions) {
        if ((await calls.findTable(requestsViewName)) !== undefined) return;
        throw new Error(`expected the compaction to create the view ${requestsViewName}, got ${failed}`);
      }
      await sleep(pauseBetweenExecutions, undefined, { signal });
    }
  };

  /** @returns the reason why the view is not up to date; undefined if it is up to date */
  async function runOnce(
    stateMachineArn: string,
    columns: readonly string[],
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const started = await stepFunctions.send(new StartExecutionCommand({ stateMachineArn }), {
      abortSignal: signal,
    });
    for (;;) {
      const execution = await stepFunctions.send(
        new DescribeExecutionCommand({ executionArn: started.executionArn }),
        { abortSignal: signal },
      );
      if (isViewOf(await calls.findTable(requestsViewName), columns)) return undefined;
      if (execution.status !== 'RUNNING') return describeEnd(execution);
      await sleep(pauseBetweenLooks, undefined, { signal });
    }
  }
}

function describeEnd({ status, error, cause }: DescribeExecutionCommandOutput): string {
  return `an execution that ended with ${status}: ${error ?? 'no error'}: ${cause ?? 'no cause'}`;
}
