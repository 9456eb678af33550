import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type ConsumerSettings, readConsumerSettings } from '../../core/consumerSettings.ts';
import { errorSentence } from '../../terminal/errorSentence.ts';

/**
 * Reads the settings of the deployed consumer, so that a command handles sensitive text and compresses files in the same
 * way. The hash key is read from the consumer's secret, for which the caller needs permission.
 *
 * @throws Error if the consumer's variables or the key can't be read, or contain values that this version doesn't support
 */
export async function readConsumer(
  lambda: LambdaClient,
  secrets: SecretsManagerClient,
  functionName: string,
): Promise<ConsumerSettings> {
  const configuration = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  const { Error: error, Variables: variables } = configuration.Environment ?? {};
  if (error !== undefined || variables === undefined) {
    throw new Error(
      `expected the variables of the function '${functionName}', got ${error?.Message ?? 'none'}; ` +
        'they contain how sensitive text is handled',
    );
  }
  const settings = readConsumerSettings(variables);
  const { hashKeySecret, ...policy } = settings.policy;
  if (hashKeySecret === undefined) return settings;
  return { ...settings, policy: { ...policy, hashKey: await readHashKey(secrets, hashKeySecret) } };
}

async function readHashKey(secrets: SecretsManagerClient, secretArn: string): Promise<string> {
  const needs = 'hashes must be the same as in the lake: allow secretsmanager:GetSecretValue on the secret';
  const { SecretString } = await secrets
    .send(new GetSecretValueCommand({ SecretId: secretArn }))
    .catch((error: unknown) => {
      throw new Error(
        `expected the consumer's key in the secret ${secretArn}, got ${errorSentence(error)}; ${needs}`,
        {
          cause: error,
        },
      );
    });
  if (!SecretString) throw new Error(`expected the consumer's key in the secret ${secretArn}, got no text`);
  return SecretString;
}
