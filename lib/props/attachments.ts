/** What of a distribution is attached. */
export interface AttachProps {
  /**
   * Cache behaviors: `default` or path patterns.
   *
   * @default - all
   */
  readonly behaviors?: string[];

  /**
   * Whether another log configuration is replaced. For a distribution that is made elsewhere, it is attached again when
   * the attachment is removed; without `replace`, such a behavior stops the deployment. A behavior of this app that
   * names another log configuration keeps it without `replace`.
   *
   * @default false
   */
  readonly replace?: boolean;
}

/** A distribution that is made elsewhere. */
export interface AttachmentTarget extends AttachProps {
  /** Its ID, such as `E2EXAMPLE`. The staging distribution of a continuous deployment is a distribution of its own. */
  readonly distributionId: string;
}

/** A permission that updating a distribution takes beyond its own, such as for its Lambda@Edge functions. */
export interface AttachmentPermission {
  /** Actions, each with its service. */
  readonly actions: string[];
  /** ARNs of resources. */
  readonly resources: string[];
}
