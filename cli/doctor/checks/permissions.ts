import type { Check } from '../check.ts';
import { ok, wrong } from '../finding.ts';
import { deliveryRole } from './deliveryRole.ts';

const subject = 'permissions';

/** Actions that CloudFront needs (CloudFront developer guide, 'Use real-time logs', IAM role, April 2026). */
const actions = [
  'kinesis:DescribeStreamSummary',
  'kinesis:DescribeStream',
  'kinesis:PutRecord',
  'kinesis:PutRecords',
];

/** Checks whether the policies of CloudFront's role allow it to write to the stream. */
export const permissions: Check = {
  subject,
  async run(context) {
    const { calls, names } = context;
    const [{ arn, name }, { StreamARN: stream = '' }] = await Promise.all([
      deliveryRole(context),
      calls.stream(),
    ]);
    const results = await calls.simulate(arn, actions, stream);
    const missing = results.filter(({ EvalDecision }) => EvalDecision !== 'allowed');
    if (missing.length === 0)
      return [ok(subject, `the role ${name} is allowed to write to ${names.streamName}`)];
    const denied = missing.some(({ EvalDecision }) => EvalDecision === 'explicitDeny');
    return [
      wrong(
        subject,
        `the role ${name} lacks ${missing.map(({ EvalActionName }) => EvalActionName).join(', ')} on ${names.streamName}`,
        denied
          ? 'a policy denies it: check the policies and the permissions boundary of the role for a Deny statement'
          : 'deploy the stack again, which restores the policy',
      ),
    ];
  },
};
