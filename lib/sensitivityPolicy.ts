import type { PolicySettings } from '../core/policyVariables.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/**
 * Returns how the functions of a pipeline handle sensitive text.
 *
 * @param hashKeySecret ARN of the secret with the hash key; undefined if nothing is hashed
 */
export function sensitivityPolicy(
  settings: PipelineSettings,
  hashKeySecret: string | undefined,
): PolicySettings {
  const { addresses, cookies, headers, urls, custom, redactNames, keepNames } = settings;
  return {
    addresses,
    cookies,
    headers,
    urls,
    custom,
    redactNames: redactNames.length > 0 ? redactNames : undefined,
    keepNames: keepNames.length > 0 ? keepNames : undefined,
    hashKeySecret,
  };
}
