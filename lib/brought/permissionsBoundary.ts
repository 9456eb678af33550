import { type IManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Gives every role below a construct a permissions boundary, if there is one. */
export function bindRoles(scope: IConstruct, boundary: IManagedPolicy | undefined): void {
  if (boundary !== undefined) PermissionsBoundary.of(scope).apply(boundary);
}
