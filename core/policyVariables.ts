import {
  addressHandlings,
  defaultSensitivityPolicy,
  hashesAnything,
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

/** How sensitive text is handled, with the hash key or the secret from which a function reads it. */
export interface PolicySettings extends SensitivityPolicy {
  /** ARN of the secret in Secrets Manager that contains the key. Default none: the key is `hashKey`. */
  readonly hashKeySecret?: string | undefined;
}

const policyVariables: Variables<PolicySettings> = {
  addresses: oneOfWords('ADDRESSES', addressHandlings, defaultSensitivityPolicy.addresses),
  cookies: oneOfWords('COOKIES', textHandlings, defaultSensitivityPolicy.cookies),
  headers: oneOfWords('HEADERS', textHandlings, defaultSensitivityPolicy.headers),
  urls: oneOfWords('URLS', textHandlings, defaultSensitivityPolicy.urls),
  custom: oneOfWords('CUSTOM', textHandlings, defaultSensitivityPolicy.custom),
  redactNames: optionalTexts('REDACT_NAMES'),
  keepNames: optionalTexts('KEEP_NAMES'),
  hashKey: optionalText('HASH_KEY'),
  hashKeySecret: optionalText('HASH_KEY_SECRET'),
};

/**
 * Reads the policy for sensitive text from environment variables.
 *
 * @param mistakes receives a sentence for each variable that is missing or not valid
 */
export function readPolicy(environment: Environment, mistakes: string[]): PolicySettings {
  const policy = readVariables(policyVariables, environment, mistakes);
  if (hashesAnything(policy) && !policy.hashKey && !policy.hashKeySecret) {
    mistakes.push(
      'HASH_KEY_SECRET: expected the secret with the hash key because a setting is hash, got nothing.',
    );
  }
  return policy;
}

/** Formats the policy for sensitive text as environment variables: the inverse of {@link readPolicy}. */
export function printPolicy(policy: PolicySettings): Record<string, string> {
  return printVariables(policyVariables, policy);
}
