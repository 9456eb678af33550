/** A cache behavior, as far as attaching knows it. */
export interface BehaviorConfig {
  readonly PathPattern?: string | undefined;
  readonly RealtimeLogConfigArn?: string | undefined;
}

/** A distribution's configuration, as far as attaching knows it; everything else in it is passed on as it is. */
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

/** What attaching calls, made by those who have a client. Errors are thrown as CloudFront's client throws them. */
export interface DistributionCalls<Config extends DistributionConfig> {
  get(distributionId: string): Promise<DistributionState<Config>>;
  /** Puts a whole configuration, on the condition that the version is still the one that was read. */
  put(distributionId: string, config: Config, entityTag: string): Promise<void>;
  /** Waits for a number of milliseconds. */
  pause(milliseconds: number): Promise<void>;
}
