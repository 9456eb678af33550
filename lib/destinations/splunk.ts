import {
  bufferingHints,
  type DeliveryMaker,
  errorOutput,
  retryOptions,
  secretOf,
} from './destinationProps.ts';

/** Sends events to Splunk's HTTP Event Collector, which must acknowledge them. The secret is `{"hec_token": "…"}`. */
export const splunk: DeliveryMaker<'splunk'> = (destination, parts) => ({
  splunkDestinationConfiguration: {
    hecEndpoint: destination.url,
    hecEndpointType: 'Event',
    hecAcknowledgmentTimeoutInSeconds: 180,
    bufferingHints: bufferingHints(destination),
    retryOptions: retryOptions(destination),
    s3BackupMode: 'FailedEventsOnly',
    s3Configuration: errorOutput(parts),
    processingConfiguration: parts.processing,
    cloudWatchLoggingOptions: parts.logging,
    secretsManagerConfiguration: secretOf(destination.secretArn, parts),
  },
});
