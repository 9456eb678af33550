import {
  bufferingHints,
  type DeliveryMaker,
  errorOutput,
  retryOptions,
  secretOf,
} from './destinationProps.ts';

/** How Redshift reads documents: columns are matched by member name, and text that is too long is truncated. */
const copyOptions = "JSON 'auto' GZIP TIMEFORMAT 'auto' TRUNCATECOLUMNS ACCEPTINVCHARS COMPUPDATE OFF";

/** Loads rows into a Redshift table, which copies them from files in the failure bucket. The files expire there. */
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
