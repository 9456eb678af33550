import { bufferingHints, type DeliveryMaker } from './destinationProps.ts';

/** Stores compressed files of documents in a bucket, by hour of delivery. */
export const s3: DeliveryMaker<'s3'> = (destination, { role, processing, logging }) => ({
  extendedS3DestinationConfiguration: {
    bucketArn: destination.bucketArn,
    roleArn: role.roleArn,
    prefix: `${destination.name}/!{timestamp:yyyy-MM-dd}/!{timestamp:HH}/`,
    errorOutputPrefix: `${destination.name}-errors/!{firehose:error-output-type}/`,
    bufferingHints: bufferingHints(destination),
    compressionFormat: 'GZIP',
    fileExtension: '.ndjson.gz',
    s3BackupMode: 'Disabled',
    processingConfiguration: processing,
    cloudWatchLoggingOptions: logging,
  },
});
