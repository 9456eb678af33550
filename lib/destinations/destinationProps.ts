import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { CfnDeliveryStream, CfnDeliveryStreamProps } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Destination, DestinationOf, DestinationType } from '../settings/destinationOptions.ts';

/** What the delivery stream of a destination is made of. */
export interface DeliveryParts {
  readonly role: IRole;
  /** Bucket of what can't be delivered. */
  readonly failures: Bucket;
  /** Prefix of it. */
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

/** Makes the properties of one type of destination. */
export type DeliveryMaker<Type extends DestinationType> = (
  destination: DestinationOf<Type>,
  parts: DeliveryParts,
) => DeliveryConfiguration;

/** Seconds that Firehose gathers documents unless the destination says otherwise. */
export const defaultBufferSeconds = 60;

const defaultMegabytes = { s3: 64, datadog: 4, newrelic: 1, other: 5 };

/** When Firehose delivers what it has gathered. */
export function bufferingHints(destination: Destination): CfnDeliveryStream.BufferingHintsProperty {
  const { bufferSeconds = defaultBufferSeconds, bufferMegabytes = megabytesOf(destination) } = destination;
  return { intervalInSeconds: bufferSeconds, sizeInMBs: bufferMegabytes };
}

function megabytesOf(destination: Destination): number {
  if (destination.type === 's3') return defaultMegabytes.s3;
  // A request that is too large for a vendor is refused for good, and is not in the error output.
  if (destination.type === 'http' && destination.form === 'datadog') return defaultMegabytes.datadog;
  if (destination.type === 'http' && destination.form === 'newrelic') return defaultMegabytes.newrelic;
  return defaultMegabytes.other;
}

/** How long Firehose tries again. */
export function retryOptions({ retrySeconds = 3600 }: Destination): { durationInSeconds: number } {
  return { durationInSeconds: retrySeconds };
}

/** Where Firehose puts what it can't deliver: the failure bucket, below the destination's own prefix. */
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

/** The secret with the key or token of an endpoint. Firehose reads it itself, so no template has it. */
export function secretOf(
  secretArn: string,
  { role }: DeliveryParts,
): CfnDeliveryStream.SecretsManagerConfigurationProperty {
  return { enabled: true, secretArn, roleArn: role.roleArn };
}

/** The VPC of a domain or collection, if it has one. */
export function vpcOf(
  vpc: { readonly subnetIds: string[]; readonly securityGroupIds: string[] } | undefined,
  { role }: DeliveryParts,
): { vpcConfiguration?: CfnDeliveryStream.VpcConfigurationProperty } {
  return vpc === undefined ? {} : { vpcConfiguration: { ...vpc, roleArn: role.roleArn } };
}
