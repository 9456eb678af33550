import { PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';

/** Gives every role below a construct the permissions boundary of the settings, if they have one. */
export function bindRoles(scope: IConstruct, { brought }: PipelineSettings): void {
  if (brought.permissionsBoundary === undefined) return;
  PermissionsBoundary.of(scope).apply(brought.permissionsBoundary);
}
