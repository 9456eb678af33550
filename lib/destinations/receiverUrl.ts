import { receiverUrl } from '../../core/destinations/receiverUrl.ts';
import type { DestinationOf } from '../settings/destinationOptions.ts';

/** A destination that can be delivered to without Firehose. */
export type DirectDestination = DestinationOf<'opensearch' | 'opensearch-serverless' | 'splunk' | 'http'>;

/** URL that documents of a destination are posted to. */
export function receiverUrlOf(destination: DirectDestination): string {
  const { type } = destination;
  return receiverUrl(type, ('url' in destination ? destination.url : destination.endpoint) ?? '');
}
