import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { compactionStartType } from '../../../core/aws/customResources.ts';
import type { CatalogTable } from '../../../core/lake/compaction/compactionCalls.ts';
import { replaceView } from '../../../core/lake/compaction/replaceView.ts';
import { compactionTarget } from '../../../core/lake/compaction/target.ts';
import type { Clients } from '../../../lambda/compaction/clients.ts';
import { createChange } from '../../../lambda/compaction/start.ts';

jest.mock('node:timers/promises', () => ({ setTimeout: async () => {} }));

const event = (RequestType: string, ResourceType: string = compactionStartType) =>
  ({
    RequestType,
    ResourceType,
    ResourceProperties: { StateMachineArn: 'arn:machine', Columns: 'c_ip,x_new' },
  }) as unknown as CloudFormationCustomResourceEvent;

/** Returns the view over columns as described in the Glue catalog. */
const viewOf = (columns: readonly string[]) => ({
  columns: [...columns, 'arrival_day', 'arrival_hour', 'day', 'file'],
  viewText: replaceView(compactionTarget('athena', columns), undefined),
});

/** Returns a change whose executions have these states, one after another, and whose view gets its new columns at one of the checks. */
function changeOf(
  states: readonly string[],
  viewAtLook: number,
  earlier: () => CatalogTable | undefined = () => viewOf(['c_ip']),
) {
  const operations: string[] = [];
  let looks = 0;
  let described = 0;
  const stepFunctions = {
    async send(command: { constructor: { name: string } }) {
      operations.push(command.constructor.name.replace('Command', ''));
      if (command.constructor.name === 'StartExecutionCommand') return { executionArn: 'arn:execution' };
      const status = states[Math.min(described++, states.length - 1)];
      return { status, ...(status === 'FAILED' && { error: 'StatementFailed', cause: 'AccessDenied' }) };
    },
  };
  const calls = {
    findTable: async () => (++looks >= viewAtLook ? viewOf(['c_ip', 'x_new']) : earlier()),
  };
  const change = createChange({ stepFunctions } as unknown as Pick<Clients, 'stepFunctions'>, calls);
  return { operations, run: (which = event('Create')) => change(which, new AbortController().signal) };
}

describe('the start of the compaction at a deployment', () => {
  it('runs the state machine, and waits until the view has the columns of the table', async () => {
    const { operations, run } = changeOf(['RUNNING'], 3);
    await run();
    expect(operations).toEqual([
      'StartExecution',
      'DescribeExecution',
      'DescribeExecution',
      'DescribeExecution',
    ]);
  });

  it('starts again if an execution fails while permissions take effect', async () => {
    const { operations, run } = changeOf(['FAILED', 'RUNNING'], 2);
    await run(event('Update'));
    expect(operations).toEqual([
      'StartExecution',
      'DescribeExecution',
      'StartExecution',
      'DescribeExecution',
    ]);
  });

  it('fails after eight executions with the reason of the last failure, if the view does not exist', async () => {
    const { operations, run } = changeOf(['FAILED'], 100, () => undefined);
    await expect(run()).rejects.toThrow(
      'expected the compaction to create the view requests, got an execution that ended with FAILED: StatementFailed: AccessDenied',
    );
    expect(operations.filter((operation) => operation === 'StartExecution')).toHaveLength(8);
  });

  it('lets the next execution update the view of an earlier deployment', async () => {
    const { operations, run } = changeOf(['SUCCEEDED'], 100);
    await run(event('Update'));
    expect(operations.filter((operation) => operation === 'StartExecution')).toHaveLength(8);
  });

  it('deletes nothing, and rejects another resource type', async () => {
    const { operations, run } = changeOf(['RUNNING'], 1);
    await run(event('Delete'));
    expect(operations).toEqual([]);
    await expect(run(event('Create', 'Custom::Other'))).rejects.toThrow(
      `expected a resource of the type ${compactionStartType}, got Custom::Other`,
    );
  });
});
