import type { Check } from '../check.ts';
import { ok, wrong } from '../finding.ts';
import { deliveryRole } from './deliveryRole.ts';

const subject = 'permissions';

/** What CloudFront needs (CloudFront developer guide, 'Use real-time logs', IAM role, April 2026). */
const actions = [
  'kinesis:DescribeStreamSummary',
  'kinesis:DescribeStream',
  'kinesis:PutRecord',
  'kinesis:PutRecords',
];

/** Checks whether all policies of CloudFront's role together allow it to write to the stream. */
export const permissions: Check = {
  subject,
  async run(context) {
    const { calls, names } = context;
    const [{ arn, name }, { StreamARN: stream = '' }] = await Promise.all([
      deliveryRole(context),
      calls.stream(),
    ]);
    const results = await calls.simulate(arn, actions, stream);
    const refused = results.filter(({ EvalDecision }) => EvalDecision !== 'allowed');
    if (refused.length === 0)
      return [ok(subject, `the role ${name} is allowed to write to ${names.streamName}`)];
    const denied = refused.some(({ EvalDecision }) => EvalDecision === 'explicitDeny');
    return [
      wrong(
        subject,
        `the role ${name} lacks ${refused.map(({ EvalActionName }) => EvalActionName).join(', ')} on ${names.streamName}`,
        denied
          ? 'a policy denies it: look for a Deny in the policies and the permissions boundary of the role'
          : 'deploy the stack again, which restores the policy',
      ),
    ];
  },
};
