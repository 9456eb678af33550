import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Destination } from '../settings/destinationOptions.ts';
import { completeArnOf } from './completeArn.ts';
import { keyArnOf } from './keyArn.ts';
import type {
  DirectDestinationProps,
  HttpDestinationProps,
  LogDestinationProps,
  OpenSearchDestinationProps,
  OpenSearchServerlessDestinationProps,
  RedshiftDestinationProps,
} from './logDestinationProps.ts';
import { omitUndefined } from './omitUndefined.ts';
import { wholeDuration } from './wholeDuration.ts';

/**
 * A place to which records are delivered in addition to the lake. docs/destinations.md describes what each destination
 * costs and needs.
 *
 * @example LogDestination.splunk('events', 'https://http-inputs-example.splunkcloud.com:443', token)
 */
export class LogDestination {
  /**
   * An S3 bucket.
   *
   * @param name unique among the destinations: lowercase letters, digits, and hyphens
   */
  static s3(name: string, bucket: IBucket, props: LogDestinationProps = {}): LogDestination {
    return new LogDestination({ type: 's3', name, bucketArn: bucket.bucketArn, ...commonOf(props) });
  }

  /** An Amazon Redshift table. */
  static redshift(name: string, props: RedshiftDestinationProps): LogDestination {
    const { jdbcUrl, table, credentials } = props;
    return new LogDestination({
      type: 'redshift',
      name,
      jdbcUrl,
      table,
      ...secretOf('credentials', credentials),
      ...commonOf(props),
    });
  }

  /** An index of an OpenSearch domain. */
  static openSearch(name: string, props: OpenSearchDestinationProps): LogDestination {
    const { domainArn, index, endpoint, rotation, vpc } = props;
    return new LogDestination({
      type: 'opensearch',
      name,
      domainArn,
      index,
      ...omitUndefined({ endpoint, rotation, vpc }),
      ...directOf(props),
    });
  }

  /** An index of an OpenSearch Serverless collection. */
  static openSearchServerless(name: string, props: OpenSearchServerlessDestinationProps): LogDestination {
    const { collectionArn, endpoint, index, vpc } = props;
    return new LogDestination({
      type: 'opensearch-serverless',
      name,
      collectionArn,
      endpoint,
      index,
      ...omitUndefined({ vpc }),
      ...directOf(props),
    });
  }

  /**
   * A Splunk HTTP Event Collector.
   *
   * @param token secret whose value is {"hec_token": "…"}
   */
  static splunk(
    name: string,
    url: string,
    token: ISecret,
    props: DirectDestinationProps = {},
  ): LogDestination {
    return new LogDestination({
      type: 'splunk',
      name,
      url,
      ...secretOf('token', token),
      ...directOf(props),
    });
  }

  /**
   * An HTTP endpoint, such as Datadog's or New Relic's.
   *
   * @param apiKey secret whose value is {"api_key": "…"}
   */
  static http(name: string, url: string, apiKey: ISecret, props: HttpDestinationProps = {}): LogDestination {
    const { format, attributes } = props;
    return new LogDestination({
      type: 'http',
      name,
      url,
      ...secretOf('apiKey', apiKey),
      ...omitUndefined({ format, attributes }),
      ...directOf(props),
    });
  }

  /** @internal */
  static _of(destination: Destination): LogDestination {
    return new LogDestination(destination);
  }

  /** Makes the class distinct for the compiler, which otherwise accepts any object: its other members are internal. */
  protected declare readonly _kind: 'LogDestination';
  /** @internal */
  readonly _destination: Destination;

  private constructor(destination: unknown) {
    this._destination = destination as Destination;
  }
}

function secretOf(name: string, secret: ISecret): object {
  return omitUndefined({
    secretArn: completeArnOf(name, secret),
    secretKeyArn: keyArnOf(name, secret.encryptionKey),
  });
}

function commonOf({ buffer, bufferMegabytes, retry }: LogDestinationProps): object {
  return omitUndefined({
    bufferSeconds: wholeDuration('buffer', buffer, 'seconds'),
    bufferMegabytes,
    retrySeconds: wholeDuration('retry', retry, 'seconds'),
  });
}

function directOf(props: DirectDestinationProps): object {
  const { direct, enhancedFanOut } = props;
  const via = direct === undefined ? undefined : direct ? 'direct' : 'firehose';
  return { ...commonOf(props), ...omitUndefined({ via, enhancedFanOut }) };
}
