import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { CfnDeliveryStream, CfnDeliveryStreamProps } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Destination, DestinationOf, DestinationType } from '../settings/destinationOptions.ts';

/** Parts of a delivery stream that all types of destinations have. */
export interface DeliveryParts {
  readonly role: IRole;
  /** Bucket for documents that can't be delivered. */
  readonly failures: Bucket;
  /** Prefix of the destination's objects in that bucket. */
  readonly errorPrefix: string;
  readonly processing: CfnDeliveryStream.ProcessingConfigurationProperty;
  readonly logging: CfnDeliveryStream.CloudWatchLoggingOptionsProperty;
}

/** The properties of a delivery stream that depend on the type of its destination. */
export type DeliveryConfiguration = Pick<
  CfnDeliveryStreamProps,
  | 'extendedS3DestinationConfiguration'
  | 'redshiftDestinationConfiguration'
  | 'amazonopensearchserviceDestinationConfiguration'
  | 'amazonOpenSearchServerlessDestinationConfiguration'
  | 'splunkDestinationConfiguration'
  | 'httpEndpointDestinationConfiguration'
>;

/** Returns the delivery stream properties for one type of destination. */
export type DeliveryMaker<Type extends DestinationType> = (
  destination: DestinationOf<Type>,
  parts: DeliveryParts,
) => DeliveryConfiguration;

/** Default time for which Firehose buffers documents, in seconds. */
export const defaultBufferSeconds = 60;

const defaultMegabytes = { s3: 64, datadog: 4, newrelic: 1, other: 5 };

/** Returns how long, and up to which size, Firehose buffers documents. */
export function bufferingHints(destination: Destination): CfnDeliveryStream.BufferingHintsProperty {
  const { bufferSeconds = defaultBufferSeconds, bufferMegabytes = megabytesOf(destination) } = destination;
  return { intervalInSeconds: bufferSeconds, sizeInMBs: bufferMegabytes };
}

function megabytesOf(destination: Destination): number {
  if (destination.type === 's3') return defaultMegabytes.s3;
  // Vendors reject requests that are too large, and Firehose doesn't store those requests in the error output.
  if (destination.type === 'http' && destination.format === 'datadog') return defaultMegabytes.datadog;
  if (destination.type === 'http' && destination.format === 'newrelic') return defaultMegabytes.newrelic;
  return defaultMegabytes.other;
}

/** Returns how long Firehose retries a delivery. */
export function retryOptions({ retrySeconds = 3600 }: Destination): { durationInSeconds: number } {
  return { durationInSeconds: retrySeconds };
}

/** Returns where Firehose stores what it can't deliver: the failure bucket, under the destination's prefix. */
export function errorOutput({
  failures,
  role,
  errorPrefix,
  logging,
}: DeliveryParts): CfnDeliveryStream.S3DestinationConfigurationProperty {
  return {
    bucketArn: failures.bucketArn,
    roleArn: role.roleArn,
    prefix: `${errorPrefix}failed/`,
    errorOutputPrefix: `${errorPrefix}!{firehose:error-output-type}/`,
    compressionFormat: 'GZIP',
    cloudWatchLoggingOptions: logging,
  };
}

/** Returns the reference to the secret with an endpoint's key or token. Firehose reads it, so no template contains it. */
export function secretOf(
  secretArn: string,
  { role }: DeliveryParts,
): CfnDeliveryStream.SecretsManagerConfigurationProperty {
  return { enabled: true, secretArn, roleArn: role.roleArn };
}

/** Returns the VPC configuration of a domain or collection; empty if it isn't in a VPC. */
export function vpcOf(
  vpc: { readonly subnetIds: string[]; readonly securityGroupIds: string[] } | undefined,
  { role }: DeliveryParts,
): { vpcConfiguration?: CfnDeliveryStream.VpcConfigurationProperty } {
  return vpc === undefined ? {} : { vpcConfiguration: { ...vpc, roleArn: role.roleArn } };
}
