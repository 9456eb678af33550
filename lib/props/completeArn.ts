import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { ConfigurationError } from '../settings/configurationError.ts';

/**
 * Returns the complete ARN of a secret, which ends with six characters that Secrets Manager appends. Policies of IAM that
 * name a secret without them don't match.
 *
 * @param name name of the property, for errors
 * @throws ConfigurationError if the secret was imported without its complete ARN
 */
export function completeArnOf(name: string, { secretFullArn, secretName }: ISecret): string {
  if (secretFullArn !== undefined) return secretFullArn;
  throw new ConfigurationError(
    name,
    `expected a secret with its complete ARN, which ends with a hyphen and six characters, got '${secretName}'; import it ` +
      'with Secret.fromSecretCompleteArn',
  );
}
