import type { IAlias, IKey } from 'aws-cdk-lib/aws-kms';
import { ConfigurationError } from '../settings/configurationError.ts';

/** Aliases of keys that AWS manages, for which roles need no permission. */
const managedByAws = ':alias/aws/';

/**
 * Returns the ARN of the key that encrypts a resource. IAM policies can't name aliases, so for an alias that the app
 * defines, returns the ARN of its key.
 *
 * @param name name of the property, for errors
 * @returns undefined without a key, or if AWS manages it
 * @throws ConfigurationError if the key is an imported alias
 */
export function keyArnOf(name: string, key: IKey | undefined): string | undefined {
  if (key === undefined || key.keyArn.includes(managedByAws)) return undefined;
  rejectAlias(name, key);
  return 'aliasTargetKey' in key ? (key as IAlias).aliasTargetKey.keyArn : key.keyArn;
}

/** @throws ConfigurationError if a key is an imported alias */
export function rejectAlias(name: string, { keyArn }: IKey): void {
  if (!keyArn.includes(':alias/')) return;
  throw new ConfigurationError(
    name,
    `expected a key, got the alias ${keyArn.split(':').at(-1)}, which policies of IAM can't name; import the key with ` +
      'Key.fromKeyArn or Key.fromLookup',
  );
}
