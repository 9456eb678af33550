import type { DocumentFormatName } from '../../core/json/documentFormat.ts';
import type { Destination } from '../settings/destinationOptions.ts';
import type { DeliveryConfiguration, DeliveryParts } from './destinationProps.ts';
import { http } from './http.ts';
import { openSearch } from './openSearch.ts';
import { openSearchServerless } from './openSearchServerless.ts';
import { redshift } from './redshift.ts';
import { s3 } from './s3.ts';
import { splunk } from './splunk.ts';

/** Returns the properties of a delivery stream that depend on the destination's type. */
export function deliveryConfiguration(destination: Destination, parts: DeliveryParts): DeliveryConfiguration {
  switch (destination.type) {
    case 's3':
      return s3(destination, parts);
    case 'redshift':
      return redshift(destination, parts);
    case 'opensearch':
      return openSearch(destination, parts);
    case 'opensearch-serverless':
      return openSearchServerless(destination, parts);
    case 'splunk':
      return splunk(destination, parts);
    case 'http':
      return http(destination, parts);
  }
}

/** Returns the document format of a destination. */
export function documentFormatOf(destination: Destination): DocumentFormatName {
  if (destination.type === 'opensearch-serverless') return 'opensearch';
  return destination.type === 'http' ? (destination.format ?? 'generic') : destination.type;
}
