import type { SensitivityPolicy } from '../core/sensitivity/policy.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/**
 * How the functions of a pipeline handle sensitive text.
 *
 * @param hashKey key of the hashes; undefined if nothing is hashed
 */
export function sensitivityPolicy(
  settings: PipelineSettings,
  hashKey: string | undefined,
): SensitivityPolicy {
  const { addresses, cookies, headers, urls, custom, redactNames, keepNames } = settings;
  return {
    addresses,
    cookies,
    headers,
    urls,
    custom,
    redactNames: redactNames.length > 0 ? redactNames : undefined,
    keepNames: keepNames.length > 0 ? keepNames : undefined,
    hashKey,
  };
}
