import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { PolicySettings } from '../../core/policyVariables.ts';
import type { SensitivityPolicy } from '../../core/sensitivity/policy.ts';

/**
 * Provides a function's policy for sensitive text. Reads the hash key from its secret when it is first
 * needed, and caches it in the process. If it can't be read, the batch fails and is retried, so no text is written
 * unchanged or with another key.
 */
export class PolicySource {
  readonly #settings: PolicySettings;
  readonly #secrets: Pick<SecretsManagerClient, 'send'>;
  #policy: SensitivityPolicy | undefined;

  constructor(settings: PolicySettings, secrets: Pick<SecretsManagerClient, 'send'>) {
    this.#settings = settings;
    this.#secrets = secrets;
  }

  /** @throws Error if the key can't be read or is empty */
  async read(signal?: AbortSignal): Promise<SensitivityPolicy> {
    this.#policy ??= await this.#withKey(signal);
    return this.#policy;
  }

  async #withKey(signal: AbortSignal | undefined): Promise<SensitivityPolicy> {
    const { hashKeySecret, ...policy } = this.#settings;
    if (hashKeySecret === undefined) return policy;
    return { ...policy, hashKey: await this.#readKey(hashKeySecret, signal) };
  }

  async #readKey(secretArn: string, signal: AbortSignal | undefined): Promise<string> {
    const read = new GetSecretValueCommand({ SecretId: secretArn });
    const { SecretString } = await this.#secrets
      .send(read, signal && { abortSignal: signal })
      .catch((error: unknown) => {
        throw new Error(`expected the hash key in the secret ${secretArn}, got ${String(error)}`, {
          cause: error,
        });
      });
    if (!SecretString) {
      throw new Error(`expected the hash key as the value of the secret ${secretArn}, got nothing`);
    }
    return SecretString;
  }
}
