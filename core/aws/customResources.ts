/**
 * The interface between stacks and the functions of their custom resources: types of resources, and properties as
 * CloudFormation passes them, with every value as text.
 */

/** The resource that registers the expected orders before new fields are configured in CloudFront. */
export const expectedLayoutsType = 'Custom::ExpectedLayouts';

/** Properties of {@link expectedLayoutsType}. */
export interface ExpectedLayoutsProperties {
  /** The orders, the most likely first, each as comma-separated names. */
  readonly Orders: readonly string[];
}

/** The resource that confirms the actual order after new fields are configured in CloudFront. */
export const confirmedLayoutType = 'Custom::ConfirmedLayout';

/** Properties of {@link confirmedLayoutType}. */
export interface ConfirmedLayoutProperties {
  readonly LogConfigurationArn: string;
  /** Comma-separated names of the configured fields. */
  readonly Fields: string;
}

/** The resource that attaches a log configuration to a distribution, and detaches it when the resource is deleted. */
export const attachmentType = 'Custom::LogConfigurationAttachment';

/** Properties of {@link attachmentType}. */
export interface AttachmentProperties {
  readonly LogConfigurationArn: string;
  readonly DistributionId: string;
  /** `all`, or names of cache behaviors. */
  readonly Behaviors: 'all' | readonly string[];
  /** Whether foreign log configurations are replaced. */
  readonly Replace: 'true' | 'false';
  /** Whether a resource of {@link departureType} detaches from the previous distribution when the ID changes. */
  readonly Departs?: 'true';
}

/**
 * The resource that detaches from the previous distribution when a distribution ID that is known only at deployment
 * changes. It has {@link AttachmentProperties} and is updated before the function's policy.
 */
export const departureType = 'Custom::LogConfigurationDeparture';

/** The resource that runs the compaction once when a stack is deployed, so that tables and view exist. */
export const compactionStartType = 'Custom::CompactionStart';

/** Properties of {@link compactionStartType}. A change of any of them runs the compaction again. */
export interface CompactionStartProperties {
  readonly StateMachineArn: string;
  /** Comma-separated names of the columns of `requests_raw`. */
  readonly Columns: string;
  /** Whether hours are merged. */
  readonly Compaction: 'true' | 'false';
}
