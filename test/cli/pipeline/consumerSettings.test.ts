import type { LambdaClient } from '@aws-sdk/client-lambda';
import { readConsumerSettings, settingsOf } from '../../../cli/pipeline/consumerSettings.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { readSettings } from '../../../lambda/consumer/settings.ts';
import { consumerEnvironment } from '../../../lib/consumerEnvironment.ts';
import { resolveSettings } from '../../../lib/settings/pipelineSettings.ts';
import { answeringClient } from '../answeringClient.ts';

const deployments = [
  ['the defaults', {}, undefined],
  [
    'everything hashed',
    {
      addresses: 'hash',
      cookies: 'hash',
      headers: 'hash',
      urls: 'hash',
      custom: 'hash',
      compression: 'gzip',
    },
    'a key',
  ],
  ['addresses cut, the rest kept', { addresses: 'truncate', cookies: 'keep', urls: 'keep' }, undefined],
] as const;

describe('settingsOf', () => {
  it.each(deployments)('reads what is deployed as the consumer does: %s', (_, options, hashKey) => {
    const variables = consumerEnvironment(resolveSettings(options), { lakeBucketName: 'lake', hashKey });

    const { policy, compression } = readSettings(variables);

    expect(settingsOf(variables)).toEqual({ policy, compression });
  });
});

describe('readConsumerSettings', () => {
  it('asks for the configuration of the function', async () => {
    const lambda = answeringClient<LambdaClient>({
      GetFunctionConfiguration: { Environment: { Variables: { LAKE_BUCKET: 'lake', ADDRESSES: 'drop' } } },
    });

    expect(await readConsumerSettings(lambda, 'consumer')).toEqual({
      policy: { ...defaultSensitivityPolicy, addresses: 'drop', hashKey: undefined },
      compression: 'zstd',
    });
    expect(lambda.calls).toEqual([
      { operation: 'GetFunctionConfiguration', input: { FunctionName: 'consumer' } },
    ]);
  });

  it.each([
    [
      'Lambda cannot decrypt them',
      { Error: { ErrorCode: 'AccessDeniedException', Message: 'Lambda was unable to decrypt' } },
      'Lambda was unable to decrypt',
    ],
    ['there are none', undefined, 'none'],
  ])('does not take the defaults where %s', async (_, Environment, got) => {
    const lambda = answeringClient<LambdaClient>({ GetFunctionConfiguration: { Environment } });

    await expect(readConsumerSettings(lambda, 'consumer')).rejects.toThrow(
      `expected the variables of the function 'consumer', got ${got}; its settings decide what becomes of sensitive text`,
    );
  });
});
