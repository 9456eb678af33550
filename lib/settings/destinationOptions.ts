import { z } from 'zod';
import { indexRotations } from '../../core/destinations/deliverySettings.ts';
import { ConfigurationError } from './configurationError.ts';

/** Options of every destination. */
export interface DestinationCommon {
  /** Unique name of the destination: lowercase letters, digits, and hyphens. Resources and error output are named after it. */
  readonly name: string;
  /**
   * Seconds for which documents are buffered before a delivery, 0 to 900; with direct delivery at most 300.
   *
   * @default 60
   */
  readonly bufferSeconds?: number | undefined;
  /**
   * Megabytes that Firehose buffers before a delivery, 1 to 128; at most 64 for `http`, 5 for `splunk`, and 100 for OpenSearch.
   *
   * @default - 5; 64 for `s3`, 4 for `http` with the format `datadog`, 1 with the format `newrelic`
   */
  readonly bufferMegabytes?: number | undefined;
  /**
   * Seconds that Firehose retries a delivery before it stores the documents in the failure bucket, 0 to 7200. Not for
   * `s3`, for which Firehose retries without a limit.
   *
   * @default 3600
   */
  readonly retrySeconds?: number | undefined;
}

/** The VPC of a domain or collection. */
export interface DestinationVpc {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

const common = {
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  bufferSeconds: z.int().min(0).max(900).optional(),
  retrySeconds: z.int().min(0).max(7200).optional(),
};
/** Options of destinations that support direct delivery, without Firehose. */
const direct = {
  via: z.enum(['firehose', 'direct']).optional(),
  enhancedFanOut: z.boolean().optional(),
};
const megabytes = (max: number) => z.int().min(1).max(max).optional();
const arn = (service: string, resource: string) =>
  z
    .string()
    .regex(new RegExp(`^(?:arn:[\\w-]+:${service}:[a-z0-9-]*:(?:\\d{12})?:${resource}|.*\\$\\{Token.*)$`));
const secret = {
  secretArn: arn('secretsmanager', 'secret:.+-[A-Za-z0-9]{6}'),
  secretKeyArn: arn('kms', 'key/[\\w-]+').optional(),
};
const httpsUrl = z.string().regex(/^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[!-~]*)?$/);
const indexName = z.string().regex(/^(?![-_+.])[^A-Z\s\\/*?"<>|,#:]{1,80}$/);
const vpc = z
  .strictObject({
    subnetIds: z.array(z.string().regex(/^subnet-/)).min(1),
    securityGroupIds: z.array(z.string().regex(/^sg-/)).min(1),
  })
  .optional();

/** The schema of the option `destinations`. */
export const destinationsSchema = z.array(
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('s3'),
      ...common,
      bufferMegabytes: megabytes(128),
      bucketArn: arn('s3', '[a-z0-9.-]+'),
    }),
    z.strictObject({
      type: z.literal('redshift'),
      ...common,
      bufferMegabytes: megabytes(128),
      jdbcUrl: z.string().regex(/^jdbc:redshift:\/\/[\w.-]+:\d{1,5}\/[\w$-]+$/),
      table: z.string().regex(/^[\w.]+$/),
      ...secret,
    }),
    z.strictObject({
      type: z.literal('opensearch'),
      ...common,
      ...direct,
      bufferMegabytes: megabytes(100),
      domainArn: arn('es', 'domain/[a-z0-9-]+'),
      endpoint: httpsUrl.optional(),
      index: indexName,
      rotation: z.enum(indexRotations).optional(),
      vpc,
    }),
    z.strictObject({
      type: z.literal('opensearch-serverless'),
      ...common,
      ...direct,
      bufferMegabytes: megabytes(100),
      collectionArn: arn('aoss', 'collection/[a-z0-9-]+'),
      endpoint: httpsUrl,
      index: indexName,
      vpc,
    }),
    z.strictObject({
      type: z.literal('splunk'),
      ...common,
      ...direct,
      bufferMegabytes: megabytes(5),
      url: httpsUrl,
      ...secret,
    }),
    z.strictObject({
      type: z.literal('http'),
      ...common,
      ...direct,
      bufferMegabytes: megabytes(64),
      url: httpsUrl,
      ...secret,
      format: z.enum(['generic', 'datadog', 'newrelic']).optional(),
      attributes: z.record(z.string().min(1).max(256), z.string().min(1).max(1024)).optional(),
    }),
  ]),
);

/** The configuration of a destination. */
export type Destination = z.output<typeof destinationsSchema>[number];

/** Name of a type of destination. */
export type DestinationType = Destination['type'];

/** The configuration of a destination of one type. */
export type DestinationOf<Type extends DestinationType> = Extract<Destination, { type: Type }>;

/**
 * Rejects destinations that can't be deployed.
 *
 * @throws ConfigurationError if two destinations have the same name, if an HTTP destination has a port that Firehose
 * doesn't support, or if an option doesn't fit the delivery method
 */
export function checkDestinations(destinations: readonly Destination[]): void {
  const names = destinations.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new ConfigurationError('destinations', `expected each name once, got '${repeated}' twice`);
  }
  for (const destination of destinations) {
    checkDirect(destination);
    if (isDirect(destination)) continue;
    if (destination.type !== 'http') continue;
    const port = new URL(destination.url).port;
    if (port !== '' && port !== '443') {
      throw new ConfigurationError(
        'destinations',
        `expected port 443 in the url of '${destination.name}', the only port that Firehose connects to, got ${port}`,
      );
    }
  }
}

/** Whether a function of the pipeline, instead of Firehose, delivers to a destination. */
export function isDirect(destination: Destination): boolean {
  return 'via' in destination && destination.via === 'direct';
}

/** Options that only one of the two delivery methods supports. */
const ofFirehose = ['vpc', 'bufferMegabytes', 'retrySeconds', 'attributes'] as const;
const ofDirect = ['enhancedFanOut'] as const;

/** Maximum batching window of an event source mapping in seconds (Lambda API reference, CreateEventSourceMapping, November 2026). */
const longestWindow = 300;

function checkDirect(destination: Destination): void {
  const { name } = destination;
  const others = isDirect(destination) ? ofFirehose : ofDirect;
  const unsupported = others.find((option) => (destination as Record<string, unknown>)[option] !== undefined);
  if (unsupported !== undefined) {
    const via = isDirect(destination) ? 'firehose' : 'direct';
    throw new ConfigurationError(
      'destinations',
      `expected via '${via}' in '${name}', because ${unsupported} is set, got '${isDirect(destination) ? 'direct' : 'firehose'}'`,
    );
  }
  if (isDirect(destination) && (destination.bufferSeconds ?? 0) > longestWindow) {
    throw new ConfigurationError(
      'destinations',
      `expected bufferSeconds of at most ${longestWindow} in '${name}', because via is 'direct', got ${destination.bufferSeconds}`,
    );
  }
  if (isDirect(destination) && destination.type === 'opensearch' && destination.endpoint === undefined) {
    throw new ConfigurationError(
      'destinations',
      `expected endpoint in '${name}', because via is 'direct', got none`,
    );
  }
}
