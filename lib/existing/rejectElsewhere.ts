import { type IResource, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ConfigurationError } from '../settings/configurationError.ts';
import type { OptionName } from '../settings/options.ts';
import type { ExistingResources } from './existingResources.ts';

/** Names of the resources that must be in the same region, and whether they must be in the same account, by option. */
const places: readonly [keyof ExistingResources, OptionName, thing: string, isOwn: boolean][] = [
  ['stream', 'streamArn', 'a stream', true],
  ['lake', 'lakeBucketName', 'a bucket', false],
  ['accessLogs', 'accessLogBucketName', 'a bucket', true],
  ['encryptionKey', 'encryptionKeyArn', 'a key', false],
  ['hashKey', 'hashKeySecretArn', 'a secret', false],
  ['alarmTopic', 'alarmTopicArn', 'a topic', false],
];

/**
 * Rejects existing resources in other regions, and those in other accounts that the pipeline can't use. Accounts and
 * regions that are known only at deployment are accepted.
 *
 * @throws ConfigurationError for the first such resource
 */
export function rejectElsewhere(scope: Construct, existing: ExistingResources): void {
  const stack = Stack.of(scope);
  for (const [name, option, thing, isOwn] of places) {
    const resource = existing[name] as IResource | undefined;
    if (resource === undefined) continue;
    const { account, region } = resource.env;
    rejectOtherPlace(option, `${thing} in the region of the pipeline`, stack.region, region);
    if (isOwn) rejectOtherPlace(option, `${thing} in the account of the pipeline`, stack.account, account);
  }
}

function rejectOtherPlace(option: OptionName, what: string, own: string, other: string): void {
  if (own === other || Token.isUnresolved(own) || Token.isUnresolved(other)) return;
  throw new ConfigurationError(option, `expected ${what}, '${own}', got one in '${other}'`);
}
