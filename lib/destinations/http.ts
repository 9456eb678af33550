import {
  bufferingHints,
  type DeliveryMaker,
  errorOutput,
  retryOptions,
  secretOf,
} from './destinationProps.ts';

/** Posts Firehose's HTTP requests to a vendor's or a custom endpoint. The secret is `{"api_key": "…"}`. */
export const http: DeliveryMaker<'http'> = (destination, parts) => ({
  httpEndpointDestinationConfiguration: {
    endpointConfiguration: { name: destination.name, url: destination.url },
    requestConfiguration: {
      contentEncoding: 'GZIP',
      commonAttributes: Object.entries(destination.attributes ?? {}).map(
        ([attributeName, attributeValue]) => ({
          attributeName,
          attributeValue,
        }),
      ),
    },
    roleArn: parts.role.roleArn,
    bufferingHints: bufferingHints(destination),
    retryOptions: retryOptions(destination),
    s3BackupMode: 'FailedDataOnly',
    s3Configuration: errorOutput(parts),
    processingConfiguration: parts.processing,
    cloudWatchLoggingOptions: parts.logging,
    secretsManagerConfiguration: secretOf(destination.secretArn, parts),
  },
});
