import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readConsumer } from '../../../cli/pipeline/readConsumer.ts';
import { readConsumerSettings } from '../../../core/consumerSettings.ts';
import { answeringClient } from '../answeringClient.ts';

const noSecrets = answeringClient<SecretsManagerClient>({});

describe('readConsumer', () => {
  it('reads the settings from the configuration of the function', async () => {
    const variables = { LAKE_BUCKET: 'lake', ADDRESSES: 'drop' };
    const lambda = answeringClient<LambdaClient>({
      GetFunctionConfiguration: { Environment: { Variables: variables } },
    });

    expect(await readConsumer(lambda, noSecrets, 'consumer')).toEqual(readConsumerSettings(variables));
    expect(lambda.calls).toEqual([
      { operation: 'GetFunctionConfiguration', input: { FunctionName: 'consumer' } },
    ]);
  });

  it('rejects an unknown setting instead of using the default', async () => {
    const lambda = answeringClient<LambdaClient>({
      GetFunctionConfiguration: { Environment: { Variables: { LAKE_BUCKET: 'lake', COOKIES: 'shred' } } },
    });
    await expect(readConsumer(lambda, noSecrets, 'consumer')).rejects.toThrow(
      "COOKIES: expected keep or drop or hash, got 'shred'.",
    );
  });

  it.each([
    [
      'Lambda cannot decrypt the variables',
      { Error: { ErrorCode: 'AccessDeniedException', Message: 'Lambda was unable to decrypt' } },
      'Lambda was unable to decrypt',
    ],
    ['there are no variables', undefined, 'none'],
  ])('does not use the defaults if %s', async (_, Environment, got) => {
    const lambda = answeringClient<LambdaClient>({ GetFunctionConfiguration: { Environment } });

    await expect(readConsumer(lambda, noSecrets, 'consumer')).rejects.toThrow(
      `expected the variables of the function 'consumer', got ${got}; they contain how sensitive text is handled`,
    );
  });

  describe('of a consumer that hashes', () => {
    const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf';
    const variables = { LAKE_BUCKET: 'lake', ADDRESSES: 'hash', HASH_KEY_SECRET: arn };
    const lambda = answeringClient<LambdaClient>({
      GetFunctionConfiguration: { Environment: { Variables: variables } },
    });

    it('reads the key from its secret', async () => {
      const secrets = answeringClient<SecretsManagerClient>({ GetSecretValue: { SecretString: 'k3y' } });
      const { policy } = await readConsumer(lambda, secrets, 'consumer');
      expect(policy).toMatchObject({ addresses: 'hash', hashKey: 'k3y' });
      expect(secrets.calls).toEqual([{ operation: 'GetSecretValue', input: { SecretId: arn } }]);
    });

    it('prints the permission that the caller needs if the key cannot be read', async () => {
      const refused = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
      const secrets = answeringClient<SecretsManagerClient>({ GetSecretValue: refused });
      await expect(readConsumer(lambda, secrets, 'consumer')).rejects.toThrow(
        `expected the consumer's key in the secret ${arn}, got not authorized; hashes must be the same as in the lake: allow secretsmanager:GetSecretValue on the secret`,
      );
    });

    it('still reads the key from the environment of an earlier deployment', async () => {
      const before = answeringClient<LambdaClient>({
        GetFunctionConfiguration: {
          Environment: { Variables: { LAKE_BUCKET: 'lake', ADDRESSES: 'hash', HASH_KEY: 'old' } },
        },
      });
      const { policy } = await readConsumer(before, noSecrets, 'consumer');
      expect(policy).toMatchObject({ addresses: 'hash', hashKey: 'old' });
    });
  });
});
