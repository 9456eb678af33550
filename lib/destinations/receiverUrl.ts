import { receiverUrl } from '../../core/destinations/receiverUrl.ts';
import type { DestinationOf } from '../settings/destinationOptions.ts';

/** A destination that can be delivered to without Firehose. */
export type DirectDestination = DestinationOf<'opensearch' | 'opensearch-serverless' | 'splunk' | 'http'>;

/** Returns the URL to which a destination's documents are posted. */
export function receiverUrlOf(destination: DirectDestination): string {
  const { type } = destination;
  return receiverUrl(type, ('url' in destination ? destination.url : destination.endpoint) ?? '');
}
