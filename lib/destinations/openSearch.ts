import { bufferingHints, type DeliveryMaker, errorOutput, retryOptions, vpcOf } from './destinationProps.ts';

/**
 * Indexes documents in an OpenSearch domain. Firehose sets their IDs, so a document that is sent twice is stored once.
 */
export const openSearch: DeliveryMaker<'opensearch'> = (destination, parts) => ({
  amazonopensearchserviceDestinationConfiguration: {
    domainArn: destination.domainArn,
    indexName: destination.index,
    indexRotationPeriod: destination.rotation ?? 'OneDay',
    documentIdOptions: { defaultDocumentIdFormat: 'FIREHOSE_DEFAULT' },
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
