import type { Check, CheckContext } from '../check.ts';
import { type Finding, ok, wrong } from '../finding.ts';
import { hasAction, hasPrincipal, parsePolicy } from '../policyDocument.ts';
import { type DeliveryRole, deliveryRole } from './deliveryRole.ts';

const subject = 'key';
const action = 'kms:GenerateDataKey';

/** The AWS managed key for streams (Kinesis developer guide, 'Data protection', November 2026). */
const awsKey = 'alias/aws/kinesis';

/** Checks whether CloudFront may use the stream's key. */
export const streamKey: Check = {
  subject,
  async run(context) {
    const { EncryptionType, KeyId: keyId = '' } = await context.calls.stream();
    if (EncryptionType !== 'KMS') return [ok(subject, 'the stream is not encrypted, so no key is needed')];
    if (keyId === awsKey) return [ok(subject, `the stream uses ${awsKey}, which needs no permission`)];
    const { Arn = keyId, Enabled, KeyState } = await context.calls.key(keyId);
    if (!Enabled) {
      return [
        wrong(
          subject,
          `the key ${Arn} of the stream is ${KeyState}, so CloudFront can't write to the stream and nothing can read it`,
          KeyState === 'PendingDeletion'
            ? `restore it: aws kms cancel-key-deletion --key-id ${Arn}, then aws kms enable-key --key-id ${Arn}`
            : `enable it: aws kms enable-key --key-id ${Arn}`,
        ),
      ];
    }
    return [await checkOwnKey(context, Arn)];
  },
};

async function checkOwnKey(context: CheckContext, key: string): Promise<Finding> {
  const role = await deliveryRole(context);
  const [result] = await context.calls.simulate(role.arn, [action], key);
  if (result?.EvalDecision !== 'allowed') {
    return wrong(
      subject,
      `the role ${role.name} lacks ${action} on ${key}, so CloudFront can't write`,
      'deploy the stack again, which adds the permission',
    );
  }
  if (allowsRole(await context.calls.keyPolicy(key), role))
    return ok(subject, `the key ${key} allows CloudFront to write`);
  return wrong(
    subject,
    `the policy of the key ${key} allows ${action} neither to the account nor to the role ${role.name}`,
    `add to the key policy: {"Effect":"Allow","Principal":{"AWS":"${role.arn}"},"Action":"${action}","Resource":"*"}`,
  );
}

/** Whether a key policy allows the role, or leaves the decision to the account's IAM policies. */
function allowsRole(policy: string, { arn, account }: DeliveryRole): boolean {
  const [, partition] = arn.split(':');
  const principals = [arn, account, `arn:${partition}:iam::${account}:root`];
  return parsePolicy(policy).some(
    (statement) =>
      statement.Effect === 'Allow' &&
      hasAction(statement, action) &&
      hasPrincipal(statement, 'AWS', principals),
  );
}
