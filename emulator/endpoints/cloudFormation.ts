import { destinationsOutput } from '../../core/destinations/deployedDestination.ts';
import { arnsOf, type LocalAccount, localAccount, localRegion } from '../account.ts';
import type { RunningDelivery } from '../destinations/runningDelivery.ts';
import type { EndpointService } from './endpoint.ts';
import { queryService } from './queryService.ts';
import { ServiceError } from './serviceError.ts';

/** Creates a local CloudFormation with one stack: the local pipeline, with the outputs of a deployed one. */
export function cloudFormationService(
  account: LocalAccount,
  deliveries: readonly RunningDelivery[] = [],
): EndpointService {
  const outputs = () => ({
    LogConfigurationArn: arnsOf(account).logConfiguration,
    StreamName: account.streamName,
    ConsumerName: account.consumerName,
    LakeBucket: account.lakeBucket,
    FailureBucket: account.failureBucket,
    Database: account.database,
    Workgroup: account.workgroup,
    CompactionStateMachine: arnsOf(account).stateMachine,
    ...(deliveries.length > 0 && {
      [destinationsOutput]: JSON.stringify(deliveries.map(({ deployed }) => deployed)),
    }),
  });
  return queryService('cloudformation', {
    DescribeStacks(parameters) {
      const name = parameters.get('StackName');
      if (name !== null && name !== account.stackName) {
        throw new ServiceError('ValidationError', `Stack with id ${name} does not exist`);
      }
      return {
        Stacks: {
          member: {
            StackName: account.stackName,
            StackId: `arn:aws:cloudformation:${localRegion}:${localAccount}:stack/${account.stackName}/local`,
            StackStatus: 'CREATE_COMPLETE',
            CreationTime: new Date(0).toISOString(),
            Outputs: {
              member: Object.entries(outputs()).map(([OutputKey, OutputValue]) => ({
                OutputKey,
                OutputValue,
              })),
            },
          },
        },
      };
    },
  });
}
