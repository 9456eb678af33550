import type { LambdaClient } from '@aws-sdk/client-lambda';
import { readConsumer } from '../../../cli/pipeline/readConsumer.ts';
import { readConsumerSettings } from '../../../core/consumerSettings.ts';
import { answeringClient } from '../answeringClient.ts';

describe('readConsumer', () => {
  it('reads the settings from the configuration of the function', async () => {
    const variables = { LAKE_BUCKET: 'lake', ADDRESSES: 'drop' };
    const lambda = answeringClient<LambdaClient>({
      GetFunctionConfiguration: { Environment: { Variables: variables } },
    });

    expect(await readConsumer(lambda, 'consumer')).toEqual(readConsumerSettings(variables));
    expect(lambda.calls).toEqual([
      { operation: 'GetFunctionConfiguration', input: { FunctionName: 'consumer' } },
    ]);
  });

  it('refuses a setting that it does not know, instead of taking the default', async () => {
    const lambda = answeringClient<LambdaClient>({
      GetFunctionConfiguration: { Environment: { Variables: { LAKE_BUCKET: 'lake', COOKIES: 'shred' } } },
    });
    await expect(readConsumer(lambda, 'consumer')).rejects.toThrow(
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
  ])('does not take the defaults if %s', async (_, Environment, got) => {
    const lambda = answeringClient<LambdaClient>({ GetFunctionConfiguration: { Environment } });

    await expect(readConsumer(lambda, 'consumer')).rejects.toThrow(
      `expected the variables of the function 'consumer', got ${got}; its settings decide how sensitive text is handled`,
    );
  });
});
