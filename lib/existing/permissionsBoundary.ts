import { type IManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Sets a permissions boundary, if one is given, on every role in a construct. */
export function bindRoles(scope: IConstruct, boundary: IManagedPolicy | undefined): void {
  if (boundary !== undefined) PermissionsBoundary.of(scope).apply(boundary);
}
