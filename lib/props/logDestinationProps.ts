import type { Duration } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** How long documents are buffered, and how long their delivery is retried. */
export interface LogDestinationProps {
  /**
   * How long documents are buffered before a delivery, at most 900 seconds.
   *
   * @default Duration.seconds(60)
   */
  readonly buffer?: Duration;

  /**
   * Megabytes that Firehose buffers before a delivery: 1 to 128; at most 64 for HTTP, 5 for Splunk, 100 for OpenSearch.
   *
   * @default - 5; 64 for S3, 4 for Datadog, 1 for New Relic
   */
  readonly bufferMegabytes?: number;

  /**
   * How long Firehose retries a delivery before it stores the documents in the failure bucket, at most 2 hours. Not for
   * S3, for which Firehose retries without a limit.
   *
   * @default Duration.hours(1)
   */
  readonly retry?: Duration;
}

/** Whether and how the pipeline delivers documents without Firehose. */
export interface DirectDestinationProps extends LogDestinationProps {
  /**
   * Whether a function of the pipeline delivers the documents instead of Firehose.
   *
   * @default false
   */
  readonly direct?: boolean;

  /**
   * Whether the function reads the stream with enhanced fan-out. Requires `direct`.
   *
   * @default false
   */
  readonly enhancedFanOut?: boolean;
}

/** The VPC of a domain or collection. */
export interface LogDestinationVpc {
  /** IDs of the subnets. */
  readonly subnetIds: string[];
  /** IDs of the security groups. */
  readonly securityGroupIds: string[];
}

/** An Amazon Redshift table. */
export interface RedshiftDestinationProps extends LogDestinationProps {
  /** JDBC URL of the cluster or workgroup. */
  readonly jdbcUrl: string;
  /** Name of the table. */
  readonly table: string;
  /** Secret with user name and password. */
  readonly credentials: ISecret;
}

/** An index of an OpenSearch domain. */
export interface OpenSearchDestinationProps extends DirectDestinationProps {
  /** ARN of the domain. */
  readonly domainArn: string;
  /** Name of the index. */
  readonly index: string;

  /**
   * Endpoint of the domain. Required if `direct` is true.
   *
   * @default - none
   */
  readonly endpoint?: string;

  /**
   * How often a new index starts: `NoRotation`, `OneHour`, `OneDay`, `OneWeek`, or `OneMonth`.
   *
   * @default 'OneDay'
   */
  readonly rotation?: string;

  /**
   * VPC of the domain.
   *
   * @default - none
   */
  readonly vpc?: LogDestinationVpc;
}

/** An index of an OpenSearch Serverless collection. */
export interface OpenSearchServerlessDestinationProps extends DirectDestinationProps {
  /** ARN of the collection. */
  readonly collectionArn: string;
  /** Endpoint of the collection. */
  readonly endpoint: string;
  /** Name of the index. */
  readonly index: string;

  /**
   * VPC of the collection.
   *
   * @default - none
   */
  readonly vpc?: LogDestinationVpc;
}

/** An HTTP endpoint. */
export interface HttpDestinationProps extends DirectDestinationProps {
  /**
   * Format of the documents: `generic`, `datadog`, or `newrelic`.
   *
   * @default 'generic'
   */
  readonly format?: string;

  /**
   * Attributes that Firehose sends with every request.
   *
   * @default - none
   */
  readonly attributes?: { [name: string]: string };
}
