import type { DestinationOf } from '../settings/destinationOptions.ts';

/** A destination that can be delivered to without Firehose. */
export type DirectDestination = DestinationOf<'opensearch' | 'opensearch-serverless' | 'splunk' | 'http'>;

/** URL that documents are posted to. */
export function receiverUrl(destination: DirectDestination): string {
  switch (destination.type) {
    case 'opensearch':
    case 'opensearch-serverless':
      return `${withoutSlash(destination.endpoint ?? '')}/_bulk`;
    case 'splunk':
      return `${withoutSlash(destination.url)}/services/collector/event`;
    case 'http':
      return destination.url;
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}
