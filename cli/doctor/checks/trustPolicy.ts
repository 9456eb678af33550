import type { Check } from '../check.ts';
import { ok, wrong } from '../finding.ts';
import { conditionValues, hasAction, hasPrincipal, parsePolicy } from '../policyDocument.ts';
import { deliveryRole } from './deliveryRole.ts';

const subject = 'trust policy';

/**
 * Checks whether CloudFront may assume the role. The expected trust policy is in the CloudFront developer
 * guide ('Use real-time logs', IAM role, April 2026).
 */
export const trustPolicy: Check = {
  subject,
  async run(context) {
    const { name, account } = await deliveryRole(context);
    const { AssumeRolePolicyDocument: document = '{}' } = await context.calls.role(name);
    const trusting = parsePolicy(document).filter(
      (statement) =>
        statement.Effect === 'Allow' &&
        hasAction(statement, 'sts:AssumeRole') &&
        hasPrincipal(statement, 'Service', ['cloudfront.amazonaws.com']),
    );
    const remedy = 'deploy the stack again, which restores the policy';
    if (trusting.length === 0) {
      return [wrong(subject, `the role ${name} does not trust cloudfront.amazonaws.com`, remedy)];
    }
    const accounts = trusting.map((statement) => conditionValues(statement, 'aws:SourceAccount'));
    if (accounts.some((named) => named.length === 0 || named.includes(account))) {
      return [ok(subject, `CloudFront can assume the role ${name}`)];
    }
    return [
      wrong(
        subject,
        `the role ${name} trusts CloudFront only for the account ${accounts.flat().join(', ')}, but this is ${account}`,
        remedy,
      ),
    ];
  },
};
