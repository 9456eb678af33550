import { Aws } from 'aws-cdk-lib';
import { Endpoint, RealtimeLogConfig } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { makeDeliveryRole } from './deliveryRole.ts';
import type { LogStream } from './logStream.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/**
 * Creates the real-time log configuration. Its name is known before the deployment, so other stacks can build its ARN
 * without an export, which would block changes. Fields are in CloudFront's order. Only a change of the name replaces it.
 */
export function makeLogConfiguration(
  scope: Construct,
  id: string,
  settings: PipelineSettings,
  logStream: LogStream,
): RealtimeLogConfig {
  const role = makeDeliveryRole(scope, 'DeliveryRole', logStream);
  return new RealtimeLogConfig(scope, id, {
    realtimeLogConfigName: settings.name,
    samplingRate: settings.samplingRate,
    fields: [...settings.fieldNames],
    endPoints: [Endpoint.fromKinesisStream(logStream.stream, role.withoutPolicyUpdates())],
  });
}

/** Returns the ARN of a log configuration in the account of the stack. */
export function logConfigurationArn(name: string): string {
  return `arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:realtime-log-config/${name}`;
}
