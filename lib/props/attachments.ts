/** Which cache behaviors of a distribution are attached, and how. */
export interface AttachProps {
  /**
   * Cache behaviors, as path patterns. `default` is the default cache behavior.
   *
   * @default - all cache behaviors
   */
  readonly behaviors?: string[];

  /**
   * Whether to replace another log configuration of a cache behavior. If the distribution isn't part of the app, the
   * deployment fails if such a behavior exists and `replace` is false; the replaced log configuration is attached again
   * when the attachment is removed. If the distribution is part of the app and `replace` is false, the behavior keeps its
   * log configuration.
   *
   * @default false
   */
  readonly replace?: boolean;
}

/** A distribution that isn't part of the app. */
export interface AttachmentTarget extends AttachProps {
  /**
   * ID of the distribution, such as `E2EXAMPLE`. The staging distribution of a continuous deployment is a separate
   * distribution.
   */
  readonly distributionId: string;
}

/** A further permission that is needed to update a distribution, for example for its Lambda@Edge functions. */
export interface AttachmentPermission {
  /** Actions with their service prefix, such as `lambda:GetFunction`. */
  readonly actions: string[];
  /** ARNs of the resources. */
  readonly resources: string[];
}
