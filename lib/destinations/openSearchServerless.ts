import { bufferingHints, type DeliveryMaker, errorOutput, retryOptions, vpcOf } from './destinationProps.ts';

/**
 * Indexes documents in a serverless collection. The documents have no IDs, so a document that is sent twice is stored
 * twice.
 */
export const openSearchServerless: DeliveryMaker<'opensearch-serverless'> = (destination, parts) => ({
  amazonOpenSearchServerlessDestinationConfiguration: {
    collectionEndpoint: destination.endpoint,
    indexName: destination.index,
    roleArn: parts.role.roleArn,
    bufferingHints: bufferingHints(destination),
    retryOptions: retryOptions(destination),
    s3BackupMode: 'FailedDocumentsOnly',
    s3Configuration: errorOutput(parts),
    processingConfiguration: parts.processing,
    cloudWatchLoggingOptions: parts.logging,
    ...vpcOf(destination.vpc, parts),
  },
});
