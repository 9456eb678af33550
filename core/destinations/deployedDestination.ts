import { receiverTypes } from './deliverySettings.ts';

/** Types of destinations. */
export const destinationTypes = ['s3', 'redshift', ...receiverTypes] as const;
export type DestinationType = (typeof destinationTypes)[number];

/** Output of the stack that lists the destinations. A stack without destinations has none. */
export const destinationsOutput = 'Destinations';

/** A destination as described in the stack's output. Commands for operators read it. */
export interface DeployedDestination {
  readonly name: string;
  readonly type: DestinationType;
  readonly via: 'direct' | 'firehose';
  /** Name of the function that delivers, or that transforms for Firehose. */
  readonly functionName: string;
  /** Bucket for what can't be delivered. */
  readonly failureBucket: string;
  /** Identifier of the event source mapping of a direct delivery. */
  readonly mappingId?: string | undefined;
  /** Name of the delivery stream of Firehose. */
  readonly deliveryStream?: string | undefined;
  /** Endpoint and index name of OpenSearch. A domain behind Firehose only has an index. */
  readonly endpoint?: string | undefined;
  readonly index?: string | undefined;
}

/** Prefixes of the metrics of a delivery stream (Firehose developer guide, 'CloudWatch metrics', November 2026). */
export const metricPrefixes: Readonly<Record<DestinationType, string>> = {
  s3: 'DeliveryToS3',
  redshift: 'DeliveryToRedshift',
  opensearch: 'DeliveryToAmazonOpenSearchService',
  'opensearch-serverless': 'DeliveryToAmazonOpenSearchServerless',
  splunk: 'DeliveryToSplunk',
  http: 'DeliveryToHttpEndpoint',
};

/**
 * Parses the stack's output.
 *
 * @throws Error if the text is not a list of destinations
 */
export function parseDestinations(text: string): readonly DeployedDestination[] {
  const destinations = parseJson(text);
  if (Array.isArray(destinations) && destinations.every(isDestination)) return destinations;
  throw new Error(
    `expected the output ${destinationsOutput} to list destinations, got '${text.slice(0, 80)}'; deploy the stack again`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isDestination(value: Partial<DeployedDestination> | null): value is DeployedDestination {
  const { name, type, via, functionName, failureBucket } = value ?? {};
  return (
    [name, functionName, failureBucket].every((text) => typeof text === 'string') &&
    destinationTypes.some((known) => known === type) &&
    (via === 'direct' || via === 'firehose')
  );
}
