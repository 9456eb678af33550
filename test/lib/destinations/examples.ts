import type { Destination } from '../../../lib/settings/destinationOptions.ts';

const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf';

/** A destination of each type, as docs/destinations.md shows them. */
export const exampleDestinations: readonly Destination[] = [
  { type: 's3', name: 'files', bucketArn: 'arn:aws:s3:::example-documents' },
  {
    type: 'redshift',
    name: 'warehouse',
    jdbcUrl: 'jdbc:redshift://example.123456789012.eu-central-1.redshift-serverless.amazonaws.com:5439/dev',
    table: 'public.requests',
    secretArn,
  },
  {
    type: 'opensearch',
    name: 'search',
    domainArn: 'arn:aws:es:eu-central-1:123456789012:domain/search',
    index: 'cloudfront-requests',
  },
  {
    type: 'opensearch-serverless',
    name: 'collection',
    collectionArn: 'arn:aws:aoss:eu-central-1:123456789012:collection/abcdefghij',
    endpoint: 'https://abcdefghij.eu-central-1.aoss.amazonaws.com',
    index: 'cloudfront-requests',
  },
  { type: 'splunk', name: 'events', url: 'https://http-inputs-example.splunkcloud.com:443', secretArn },
  { type: 'http', name: 'endpoint', url: 'https://logs.example.com/firehose', secretArn },
];

/** A destination of each type that supports direct delivery. */
export const directDestinations: readonly Destination[] = [
  {
    type: 'opensearch',
    name: 'search',
    via: 'direct',
    domainArn: 'arn:aws:es:eu-central-1:123456789012:domain/search',
    endpoint: 'https://search-example.eu-central-1.es.amazonaws.com',
    index: 'cloudfront-requests',
  },
  {
    type: 'opensearch-serverless',
    name: 'collection',
    via: 'direct',
    collectionArn: 'arn:aws:aoss:eu-central-1:123456789012:collection/abcdefghij',
    endpoint: 'https://abcdefghij.eu-central-1.aoss.amazonaws.com',
    index: 'cloudfront-requests',
  },
  {
    type: 'splunk',
    name: 'events',
    via: 'direct',
    url: 'https://http-inputs-example.splunkcloud.com:8088',
    secretArn,
  },
  {
    type: 'http',
    name: 'endpoint',
    via: 'direct',
    enhancedFanOut: true,
    url: 'https://logs.example.com/in',
    format: 'datadog',
    secretArn,
  },
];
