import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Compression } from '../../core/parquet/compression.ts';
import {
  type AddressHandling,
  defaultSensitivityPolicy,
  type SensitivityPolicy,
  type TextHandling,
} from '../../core/sensitivity/policy.ts';

/** What a command needs to know of how the consumer writes the lake. */
export interface ConsumerSettings {
  readonly policy: SensitivityPolicy;
  readonly compression: Compression;
}

/**
 * Asks the deployed consumer how it handles sensitive text and compresses files, so that a command does the same.
 *
 * @throws Error where the consumer's variables cannot be read
 */
export async function readConsumerSettings(
  lambda: LambdaClient,
  functionName: string,
): Promise<ConsumerSettings> {
  const configuration = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  const { Error: error, Variables: variables } = configuration.Environment ?? {};
  if (error !== undefined || variables === undefined) {
    throw new Error(
      `expected the variables of the function '${functionName}', got ${error?.Message ?? 'none'}; ` +
        'its settings decide what becomes of sensitive text',
    );
  }
  return settingsOf(variables);
}

/** Settings by the variables that `lib/consumerEnvironment.ts` writes. One that is absent has its default. */
export function settingsOf(variables: Readonly<Record<string, string>>): ConsumerSettings {
  const { addresses, cookies, headers, urls, custom } = defaultSensitivityPolicy;
  const policy: SensitivityPolicy = {
    addresses: (variables['ADDRESSES'] || addresses) as AddressHandling,
    cookies: (variables['COOKIES'] || cookies) as TextHandling,
    headers: (variables['HEADERS'] || headers) as TextHandling,
    urls: (variables['URLS'] || urls) as TextHandling,
    custom: (variables['CUSTOM'] || custom) as TextHandling,
    hashKey: variables['HASH_KEY'],
  };
  return { policy, compression: (variables['COMPRESSION'] || 'zstd') as Compression };
}
