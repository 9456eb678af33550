import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type ConsumerSettings, readConsumerSettings } from '../../core/consumerSettings.ts';

/**
 * Reads the settings of the deployed consumer, so that a command handles sensitive text and compresses files as it
 * does.
 *
 * @throws Error if the consumer's variables can't be read, or hold something that this version doesn't know
 */
export async function readConsumer(lambda: LambdaClient, functionName: string): Promise<ConsumerSettings> {
  const configuration = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  const { Error: error, Variables: variables } = configuration.Environment ?? {};
  if (error !== undefined || variables === undefined) {
    throw new Error(
      `expected the variables of the function '${functionName}', got ${error?.Message ?? 'none'}; ` +
        'its settings decide how sensitive text is handled',
    );
  }
  return readConsumerSettings(variables);
}
