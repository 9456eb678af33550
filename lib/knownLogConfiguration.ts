import { Resource, Token } from 'aws-cdk-lib';
import type { IRealtimeLogConfig, RealtimeLogConfigReference } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { logConfigurationArn } from './logConfiguration.ts';
import { ConfigurationError, showValue } from './settings/configurationError.ts';
import { options } from './settings/options.ts';

/**
 * The log configuration of a pipeline that another stack of the same account deploys, in any region. It is
 * referenced by its name, so neither stack depends on the other. Deploy the pipeline first.
 *
 * @example
 * new Distribution(this, 'Site', {
 *   defaultBehavior: { origin, realtimeLogConfig: RealtimeLogPipeline.fromName(this, 'Logs', 'web').realtimeLogConfig },
 * });
 */
export class KnownLogConfiguration extends Resource implements IRealtimeLogConfig {
  /** Name of the log configuration. */
  readonly realtimeLogConfigName: string;
  /** ARN of the log configuration. */
  readonly realtimeLogConfigArn: string;

  /**
   * @param name value of the pipeline's option `name`
   * @throws ConfigurationError if no pipeline can have the name
   */
  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    rejectWrongName(name);
    this.realtimeLogConfigName = name;
    this.realtimeLogConfigArn = logConfigurationArn(name);
  }

  /** This log configuration, for the behaviors of a distribution. */
  get realtimeLogConfig(): IRealtimeLogConfig {
    return this;
  }

  /** Reference to the log configuration. */
  get realtimeLogConfigRef(): RealtimeLogConfigReference {
    return { realtimeLogConfigArn: this.realtimeLogConfigArn };
  }
}

function rejectWrongName(name: string): void {
  const { schema, expected } = options.name;
  if (Token.isUnresolved(name) || schema.safeParse(name).success) return;
  throw new ConfigurationError('name', `expected ${expected}, got ${showValue(name)}`);
}
