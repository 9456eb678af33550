import { type BehaviorChange, nameOf } from '../../core/aws/distribution/attachmentPlan.ts';

/**
 * A line about the change of a behavior: `E2EXAMPLE /images/*: attached to logs`.
 *
 * @param isDone whether the change was made, or only would be
 */
export function describeChange(
  distributionId: string,
  { behavior, from, to }: BehaviorChange,
  isDone: boolean,
): string {
  const would = isDone ? '' : 'would be ';
  return `${distributionId} ${behavior}: ${would}${happening(from, to)}`;
}

function happening(from: string | undefined, to: string | undefined): string {
  if (to === undefined) return `detached from ${nameOf(from ?? '')}`;
  if (from === undefined) return `attached to ${nameOf(to)}`;
  return `moved from ${nameOf(from)} to ${nameOf(to)}`;
}
