import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IStream, StreamEncryption } from 'aws-cdk-lib/aws-kinesis';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { omitUndefined } from './omitUndefined.ts';
import { removalOf } from './removalOf.ts';
import { wholeDuration } from './wholeDuration.ts';

/** The traffic at its peak, and how long the stream keeps its records. */
export interface TrafficProps {
  /**
   * Viewer requests per second at the peak, over all attached cache behaviors, before sampling.
   *
   * @default 1000
   */
  readonly requestsPerSecond?: number;

  /**
   * Average size of a log record in bytes.
   *
   * @default - an estimate from the fields
   */
  readonly recordBytes?: number;

  /**
   * How long the stream keeps records, 24 hours to 365 days.
   *
   * @default Duration.hours(24)
   */
  readonly retention?: Duration;
}

/** A stream that the pipeline creates. */
export interface StreamProps extends TrafficProps {
  /**
   * Encryption of the stream if `encryptionKey` isn't set: `MANAGED` uses the key `aws/kinesis`, `KMS` a new customer
   * managed key.
   *
   * @default StreamEncryption.MANAGED
   */
  readonly encryption?: StreamEncryption;

  /**
   * What happens to the stream when the stack is deleted.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** A stream with a fixed number of shards. */
export interface ProvisionedStreamProps extends StreamProps {
  /**
   * Additional capacity, as a percentage of the capacity that `requestsPerSecond` needs.
   *
   * @default 0
   */
  readonly headroom?: number;

  /**
   * Current number of shards of the deployed stream. If the new number is more than twice or less than half as large,
   * synth fails and prints the steps in which to change it.
   *
   * @default - the number is unknown
   */
  readonly currentShards?: number;
}

/** An existing stream. */
export interface ExistingStreamProps extends TrafficProps {
  /**
   * Whether the stream is in on-demand mode, which changes its price.
   *
   * @default false
   */
  readonly onDemand?: boolean;
}

/** The stream that CloudFront writes to. */
export class Capacity {
  /** A stream with as many shards as the traffic needs. */
  static provisioned(props: ProvisionedStreamProps = {}): Capacity {
    const { headroom, currentShards } = props;
    return new Capacity({ ...streamOptions(props), ...omitUndefined({ headroom, currentShards }) });
  }

  /** A stream in on-demand mode, which scales to twice the previous peak of the traffic. */
  static onDemand(props: StreamProps = {}): Capacity {
    return new Capacity({ ...streamOptions(props), capacity: 'on-demand' });
  }

  /**
   * An existing stream. The pipeline can't ensure that it has enough shards, keeps records long enough, or is encrypted.
   * See docs/bring-your-own.md.
   */
  static fromStream(stream: IStream, props: ExistingStreamProps = {}): Capacity {
    const options = {
      streamArn: stream.streamArn,
      streamKeyArn: stream.encryptionKey?.keyArn,
      capacity: props.onDemand ? ('on-demand' as const) : undefined,
    };
    return new Capacity({ ...trafficOptions(props), ...omitUndefined(options) }, stream);
  }

  /** Makes the class distinct for the compiler, which otherwise accepts any object: its other members are internal. */
  protected declare readonly _kind: 'Capacity';
  /** @internal */
  readonly _options: PipelineOptions;
  /** @internal */
  readonly _stream: IStream | undefined;

  private constructor(options: PipelineOptions, stream?: IStream) {
    this._options = options;
    this._stream = stream;
  }
}

function trafficOptions({ requestsPerSecond, recordBytes, retention }: TrafficProps): PipelineOptions {
  return omitUndefined({
    requestsPerSecond,
    recordBytes,
    streamRetentionHours: wholeDuration('retention', retention, 'hours'),
  });
}

function streamOptions(props: StreamProps): PipelineOptions {
  const { encryption, removalPolicy } = props;
  return {
    ...trafficOptions(props),
    ...omitUndefined({
      streamEncryption: encryption === undefined ? undefined : encryptionNames[encryption],
      streamRemoval: removalOf('capacity', removalPolicy),
    }),
  };
}

const encryptionNames = {
  [StreamEncryption.MANAGED]: 'aws-managed',
  [StreamEncryption.KMS]: 'customer-managed',
  [StreamEncryption.UNENCRYPTED]: 'none',
} as const;

/** Returns the encryption for a value of the option `streamEncryption`. */
export function streamEncryptionOf(name: PipelineOptions['streamEncryption']): StreamEncryption | undefined {
  return Object.values(StreamEncryption).find((encryption) => encryptionNames[encryption] === name);
}
