import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  type DeployedDestination,
  destinationsOutput,
  parseDestinations,
} from '../../core/destinations/deployedDestination.ts';
import { didYouMean } from '../../core/suggestion.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { describeStack } from './findPipeline.ts';

/**
 * Looks up a destination of a deployed pipeline.
 *
 * @throws UsageError if the stack has no destination with this name
 */
export async function findDestination(
  cloudFormation: CloudFormationClient,
  stackName: string,
  name: string,
): Promise<DeployedDestination> {
  const stack = await describeStack(cloudFormation, stackName);
  const output = stack?.Outputs?.find(({ OutputKey }) => OutputKey === destinationsOutput)?.OutputValue;
  const destinations = output === undefined ? [] : parseDestinations(output);
  const found = destinations.find((destination) => destination.name === name);
  if (found !== undefined) return found;
  const names = destinations.map((destination) => destination.name);
  throw new UsageError(
    `expected the name of a destination of the stack '${stackName}' (${names.join(', ') || 'it has none'}), got '${name}'${didYouMean(name, names)}`,
  );
}
