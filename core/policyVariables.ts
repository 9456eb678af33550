import {
  addressHandlings,
  defaultSensitivityPolicy,
  type SensitivityPolicy,
  textHandlings,
} from './sensitivity/policy.ts';
import {
  type Environment,
  oneOfWords,
  optionalText,
  optionalTexts,
  printVariables,
  readVariables,
  type Variables,
} from './variables.ts';

const policyVariables: Variables<SensitivityPolicy> = {
  addresses: oneOfWords('ADDRESSES', addressHandlings, defaultSensitivityPolicy.addresses),
  cookies: oneOfWords('COOKIES', textHandlings, defaultSensitivityPolicy.cookies),
  headers: oneOfWords('HEADERS', textHandlings, defaultSensitivityPolicy.headers),
  urls: oneOfWords('URLS', textHandlings, defaultSensitivityPolicy.urls),
  custom: oneOfWords('CUSTOM', textHandlings, defaultSensitivityPolicy.custom),
  redactNames: optionalTexts('REDACT_NAMES'),
  keepNames: optionalTexts('KEEP_NAMES'),
  hashKey: optionalText('HASH_KEY'),
};

/**
 * Reads how sensitive text is handled from environment variables.
 *
 * @param mistakes receives a sentence for each variable that is missing or not valid
 */
export function readPolicy(environment: Environment, mistakes: string[]): SensitivityPolicy {
  const policy = readVariables(policyVariables, environment, mistakes);
  const { addresses, cookies, headers, urls, custom, hashKey } = policy;
  if ([addresses, cookies, headers, urls, custom].includes('hash') && !hashKey) {
    mistakes.push('HASH_KEY: expected the key of the hashes because a setting is hash, got nothing.');
  }
  return policy;
}

/** Prints how sensitive text is handled as environment variables: the inverse of {@link readPolicy}. */
export function printPolicy(policy: SensitivityPolicy): Record<string, string> {
  return printVariables(policyVariables, policy);
}
