import { Resource } from 'aws-cdk-lib';
import type { IRealtimeLogConfig, RealtimeLogConfigReference } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { logConfigurationArn } from './logConfiguration.ts';

/**
 * The log configuration of a pipeline that another stack of the same account deploys, in any region. It is
 * referenced by its name, so neither stack depends on the other. Deploy the pipeline first.
 *
 * @example new Distribution(this, 'Site', { defaultBehavior: { origin, realtimeLogConfig: new
 *   KnownLogConfiguration(this, 'Logs', 'cloudfront-realtime-logs') }, });
 */
export class KnownLogConfiguration extends Resource implements IRealtimeLogConfig {
  readonly realtimeLogConfigName: string;
  readonly realtimeLogConfigArn: string;

  /**
   * @param name the pipeline's option `name`
   */
  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.realtimeLogConfigName = name;
    this.realtimeLogConfigArn = logConfigurationArn(name);
  }

  get realtimeLogConfigRef(): RealtimeLogConfigReference {
    return { realtimeLogConfigArn: this.realtimeLogConfigArn };
  }
}
