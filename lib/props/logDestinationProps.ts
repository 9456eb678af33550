import type { Duration } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** When documents are delivered. */
export interface LogDestinationProps {
  /**
   * How long documents are gathered, at most 900 seconds.
   *
   * @default Duration.seconds(60)
   */
  readonly buffer?: Duration;

  /**
   * Megabytes that Firehose gathers, 1 to 128, over HTTP at most 64, to Splunk at most 5, to OpenSearch at most 100.
   *
   * @default - 5; 64 to S3, 4 to Datadog, 1 to New Relic
   */
  readonly bufferMegabytes?: number;

  /**
   * How long Firehose tries again before documents go to the failure bucket, at most 2 hours. Not for S3, which
   * Firehose tries as long as it has to.
   *
   * @default Duration.hours(1)
   */
  readonly retry?: Duration;
}

/** How documents are delivered. */
export interface DirectDestinationProps extends LogDestinationProps {
  /**
   * Whether a function of the pipeline delivers, and not Firehose.
   *
   * @default false
   */
  readonly direct?: boolean;

  /**
   * Whether the function reads the stream with enhanced fan-out. For direct delivery only.
   *
   * @default false
   */
  readonly enhancedFanOut?: boolean;
}

/** A VPC in which a domain or collection is reached. */
export interface LogDestinationVpc {
  /** IDs of the subnets. */
  readonly subnetIds: string[];
  /** IDs of the security groups. */
  readonly securityGroupIds: string[];
}

/** A table of Amazon Redshift. */
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
   * Endpoint of the domain. Direct delivery needs it.
   *
   * @default - none
   */
  readonly endpoint?: string;

  /**
   * When a new index begins: `NoRotation`, `OneHour`, `OneDay`, `OneWeek` or `OneMonth`.
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
   * Form of the documents: `generic`, `datadog` or `newrelic`.
   *
   * @default 'generic'
   */
  readonly form?: string;

  /**
   * Attributes that Firehose sends with every request.
   *
   * @default - none
   */
  readonly attributes?: { [name: string]: string };
}
