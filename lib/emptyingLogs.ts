import { CfnResource, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { makeLogGroup } from './pipelineFunction.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** ID of the construct with which the CDK empties buckets (`autoDeleteObjects`). A stack has at most one. */
const emptyingProvider = 'Custom::S3AutoDeleteObjectsCustomResourceProvider';

const logsId = 'EmptyingLogs';

/**
 * Gives the function with which the CDK empties buckets a log group with the configured retention, which is deleted with
 * the stack. Otherwise, Lambda creates one that is kept forever. Several pipelines of a stack have one such function.
 */
export function makeEmptyingLogs(scope: Construct, settings: PipelineSettings): void {
  const { node } = Stack.of(scope);
  const handler = node.tryFindChild(emptyingProvider)?.node.tryFindChild('Handler');
  if (!CfnResource.isCfnResource(handler) || node.findAll().some(({ node: { id } }) => id === logsId)) return;
  const { logGroupName } = makeLogGroup(scope, logsId, settings);
  handler.addPropertyOverride('LoggingConfig', { LogGroup: logGroupName });
}
