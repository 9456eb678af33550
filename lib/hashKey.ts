import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { removalPolicy } from './removal.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/**
 * The key with which sensitive text is hashed, made by Secrets Manager when the stack is deployed, or undefined
 * if nothing is hashed. It lives as long as the lake, since hashes of different keys cannot be compared.
 */
export function makeHashKey(scope: Construct, id: string, settings: PipelineSettings): Secret | undefined {
  const { addresses, cookies, headers, urls, custom } = settings;
  if (![addresses, cookies, headers, urls, custom].includes('hash')) return undefined;
  const secret = new Secret(scope, id, {
    description: `Key of the hashes in the lake of ${settings.name}`,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: removalPolicy(settings.lakeRemoval),
  });
  acknowledge(
    secret,
    'AwsSolutions-SMG4',
    'A new key would give every address and text a new hash, so that days could no longer be compared.',
  );
  return secret;
}
