import { randomUUID } from 'node:crypto';
import { arnsOf, type LocalAccount } from '../account.ts';
import type { LocalCompaction, LocalExecution } from '../compaction/localCompaction.ts';
import { awsJsonService } from './awsJsonService.ts';
import type { EndpointService } from './endpoint.ts';
import { ServiceError } from './serviceError.ts';

/** Creates a local Step Functions with the compaction's state machine. */
export function stepFunctionsService(account: LocalAccount, compaction: LocalCompaction): EndpointService {
  const { stateMachine } = arnsOf(account);
  const arnOf = (name: string) => `${stateMachine.replace(':stateMachine:', ':execution:')}:${name}`;

  function describe({ name, startedAt, endedAt, status, output, error, cause }: LocalExecution) {
    return {
      executionArn: arnOf(name),
      stateMachineArn: stateMachine,
      name,
      status,
      startDate: startedAt / 1000,
      ...(endedAt !== undefined && { stopDate: endedAt / 1000 }),
      ...(status === 'SUCCEEDED' && { output: JSON.stringify(output) }),
      ...(status === 'FAILED' && { error, cause }),
    };
  }

  function check(arn: string): void {
    if (arn === stateMachine) return;
    throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  return awsJsonService({
    name: 'states',
    version: '1.0',
    targetPrefix: 'AWSStepFunctions',
    operations: {
      StartExecution({ stateMachineArn }: { stateMachineArn: string }) {
        check(stateMachineArn);
        const { name, startedAt } = compaction.start(randomUUID());
        return { executionArn: arnOf(name), startDate: startedAt / 1000 };
      },
      DescribeExecution({ executionArn }: { executionArn: string }) {
        const found = compaction.executions.find(({ name }) => arnOf(name) === executionArn);
        if (found === undefined)
          throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
        return describe(found);
      },
      ListExecutions({ stateMachineArn, statusFilter, maxResults = 100 }: ListInput) {
        check(stateMachineArn);
        const executions = compaction.executions
          .filter(({ status }) => statusFilter === undefined || status === statusFilter)
          .slice(0, maxResults)
          .map(describe)
          .map(({ output: _, error: __, cause: ___, ...listed }: Record<string, unknown>) => listed);
        return { executions };
      },
    },
  });
}

interface ListInput {
  readonly stateMachineArn: string;
  readonly statusFilter?: string;
  readonly maxResults?: number;
}
