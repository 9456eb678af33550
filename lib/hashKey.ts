import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { hashesAnything } from '../core/sensitivity/policy.ts';
import { acknowledge } from './acknowledge.ts';
import { removalPolicy } from './removal.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/**
 * Returns the secret with the hash key for sensitive text: the given secret, or a new one whose value Secrets Manager
 * generates during the deployment; undefined if nothing is hashed. A new secret is retained if the lake is, because
 * hashes with different keys can't be compared. Functions read it at run time, so that no template and no environment
 * contains it.
 */
export function makeHashKey(scope: Construct, id: string, settings: PipelineSettings): ISecret | undefined {
  if (!hashesAnything(settings)) return undefined;
  const { hashKey, encryptionKey } = settings.existing;
  if (hashKey !== undefined) return hashKey;
  const secret = new Secret(scope, id, {
    description: `Hash key of the lake of ${settings.name}`,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: removalPolicy(settings.lakeRemoval),
    ...(encryptionKey && { encryptionKey }),
  });
  acknowledge(
    secret,
    'AwsSolutions-SMG4',
    'A new key would give every address and text a new hash, so that days could no longer be compared.',
  );
  return secret as ISecret;
}

/** Returns the permissions to read the hash key; none if nothing is hashed. */
export function readHashKey(secret: ISecret | undefined): PolicyStatement[] {
  if (secret === undefined) return [];
  const read = new PolicyStatement({
    actions: ['secretsmanager:GetSecretValue'],
    resources: [secret.secretArn],
  });
  if (secret.encryptionKey === undefined) return [read];
  return [read, new PolicyStatement({ actions: ['kms:Decrypt'], resources: [secret.encryptionKey.keyArn] })];
}
