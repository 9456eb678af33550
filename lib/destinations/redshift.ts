import {
  bufferingHints,
  type DeliveryMaker,
  errorOutput,
  retryOptions,
  secretOf,
} from './destinationProps.ts';

/** How Redshift reads the documents: by the names of their members, with text that is too long cut. */
const copyOptions = "JSON 'auto' GZIP TIMEFORMAT 'auto' TRUNCATECOLUMNS ACCEPTINVCHARS COMPUPDATE OFF";

/** Rows of a Redshift table, which Firehose copies from files in the failure bucket that expire there. */
export const redshift: DeliveryMaker<'redshift'> = (destination, parts) => ({
  redshiftDestinationConfiguration: {
    clusterJdbcurl: destination.jdbcUrl,
    copyCommand: { dataTableName: destination.table, copyOptions },
    roleArn: parts.role.roleArn,
    retryOptions: retryOptions(destination),
    s3BackupMode: 'Disabled',
    s3Configuration: {
      ...errorOutput(parts),
      prefix: `${parts.errorPrefix}staging/`,
      bufferingHints: bufferingHints(destination),
    },
    processingConfiguration: parts.processing,
    cloudWatchLoggingOptions: parts.logging,
    secretsManagerConfiguration: secretOf(destination.secretArn, parts),
  },
});
