import { type BehaviorChange, nameOf } from '../../core/aws/distribution/attachmentPlan.ts';

/**
 * Returns a line about the change of a behavior, such as `E2EXAMPLE /images/*: attached to logs`.
 *
 * @param isDone whether the change was made; false for a dry run
 */
export function describeChange(
  distributionId: string,
  { behavior, from, to }: BehaviorChange,
  isDone: boolean,
): string {
  const would = isDone ? '' : 'would be ';
  return `${distributionId} ${behavior}: ${would}${describeMove(from, to)}`;
}

function describeMove(from: string | undefined, to: string | undefined): string {
  if (to === undefined) return `detached from ${nameOf(from ?? '')}`;
  if (from === undefined) return `attached to ${nameOf(to)}`;
  return `moved from ${nameOf(from)} to ${nameOf(to)}`;
}
