/** The properties of a cache behavior that attaching uses. */
export interface BehaviorConfig {
  readonly PathPattern?: string | undefined;
  readonly RealtimeLogConfigArn?: string | undefined;
}

/** The properties of a distribution's configuration that attaching uses. Everything else is passed on unchanged. */
export interface DistributionConfig {
  readonly DefaultCacheBehavior: BehaviorConfig | undefined;
  readonly CacheBehaviors?: { readonly Items?: readonly BehaviorConfig[] | undefined } | undefined;
  readonly ContinuousDeploymentPolicyId?: string | undefined;
}

/** A distribution's current configuration. */
export interface DistributionState<Config> {
  readonly config: Config;
  /** Identifies this version of the configuration. */
  readonly entityTag: string;
  /** Whether every edge location has the configuration. */
  readonly isDeployed: boolean;
}

/** The CloudFront calls for attaching. They throw the errors of CloudFront's client. */
export interface DistributionCalls<Config extends DistributionConfig> {
  get(distributionId: string): Promise<DistributionState<Config>>;
  /** Puts a complete configuration, on the condition that the version hasn't changed since it was read. */
  put(distributionId: string, config: Config, entityTag: string): Promise<void>;
  /** Waits for a number of milliseconds. */
  pause(milliseconds: number): Promise<void>;
}
