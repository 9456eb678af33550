import type { ReceiverType } from './deliverySettings.ts';

/**
 * Returns the URL to post a destination's documents to.
 *
 * @param url URL of the domain, collection, collector, or endpoint
 */
export function receiverUrl(receiver: ReceiverType, url: string): string {
  const base = url.replace(/\/$/, '');
  switch (receiver) {
    case 'opensearch':
    case 'opensearch-serverless':
      return `${base}/_bulk`;
    case 'splunk':
      return `${base}/services/collector/event`;
    case 'http':
      return url;
  }
}
