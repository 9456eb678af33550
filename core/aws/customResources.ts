/**
 * The contract between stacks and the functions behind their custom resources: types of resources, and properties as
 * CloudFormation hands them over, with every value as text.
 */

/** The resource that registers the orders that can be expected, before CloudFront learns of new fields. */
export const expectedLayoutsType = 'Custom::ExpectedLayouts';

/** Properties of {@link expectedLayoutsType}. */
export interface ExpectedLayoutsProperties {
  /** The orders, the likeliest first, each as names with commas between them. */
  readonly Orders: readonly string[];
}

/** The resource that confirms the true order, after CloudFront has the new fields. */
export const confirmedLayoutType = 'Custom::ConfirmedLayout';

/** Properties of {@link confirmedLayoutType}. */
export interface ConfirmedLayoutProperties {
  readonly LogConfigurationArn: string;
  /** Names of the configured fields with commas between them. */
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
  /** Whether log configurations of others are replaced. */
  readonly Replace: 'true' | 'false';
  /** Whether a resource of {@link departureType} detaches from the distribution of before when the ID changes. */
  readonly Departs?: 'true';
}

/**
 * The resource that detaches from the distribution of before when a distribution ID that is known only at deployment
 * changes. It has {@link AttachmentProperties} and is updated before the function's policy.
 */
export const departureType = 'Custom::LogConfigurationDeparture';

/** The resource that runs the compaction once when a stack is deployed, so that tables and view exist. */
export const compactionStartType = 'Custom::CompactionStart';

/** Properties of {@link compactionStartType}. A change of any of them runs the compaction again. */
export interface CompactionStartProperties {
  readonly StateMachineArn: string;
  /** Names of the columns of `requests_raw` with commas between them. */
  readonly Columns: string;
  /** Whether hours are merged. */
  readonly Compaction: 'true' | 'false';
}
