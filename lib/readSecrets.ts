import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** A secret in Secrets Manager, and the customer managed key that encrypts it, if any. */
export interface SecretWithKey {
  readonly secretArn: string;
  readonly keyArn?: string | undefined;
}

/** Returns the permissions to read secrets, and to decrypt them through Secrets Manager only; none without secrets. */
export function readSecrets(secrets: readonly SecretWithKey[]): PolicyStatement[] {
  if (secrets.length === 0) return [];
  const read = new PolicyStatement({
    actions: ['secretsmanager:GetSecretValue'],
    resources: secrets.map(({ secretArn }) => secretArn),
  });
  const keys = new Set(secrets.flatMap(({ keyArn }) => keyArn ?? []));
  if (keys.size === 0) return [read];
  const decrypt = new PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [...keys],
    conditions: { StringLike: { 'kms:ViaService': 'secretsmanager.*.amazonaws.com*' } },
  });
  return [read, decrypt];
}
