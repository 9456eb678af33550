import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IStream, StreamEncryption } from 'aws-cdk-lib/aws-kinesis';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { given } from './given.ts';
import { removalOf } from './removalOf.ts';

/** How much is logged at the busiest time. */
export interface TrafficProps {
  /**
   * Viewer requests a second at the busiest time, over all attached behaviors, before sampling.
   *
   * @default 1000
   */
  readonly requestsPerSecond?: number;

  /**
   * Average bytes of a log record.
   *
   * @default - the size that follows from the fields
   */
  readonly recordBytes?: number;

  /**
   * How long the stream keeps records, 24 hours to 365 days.
   *
   * @default Duration.hours(24)
   */
  readonly retention?: Duration;
}

/** A stream of the pipeline's own. */
export interface StreamProps extends TrafficProps {
  /**
   * Key of the stream, if the pipeline has no `encryptionKey`: `MANAGED` is the `aws/kinesis` key, `KMS` a key of its
   * own.
   *
   * @default StreamEncryption.MANAGED
   */
  readonly encryption?: StreamEncryption;

  /**
   * What happens to the stream and its key when the stack is deleted.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** A stream with a fixed number of shards. */
export interface ProvisionedStreamProps extends StreamProps {
  /**
   * Percentage by which the stream is larger than `requestsPerSecond` needs.
   *
   * @default 0
   */
  readonly headroom?: number;

  /**
   * Shards that the deployed stream has now. If the other props need more than twice or less than half as many, the
   * construct refuses them and prints the steps.
   *
   * @default - the number is unknown
   */
  readonly presentShards?: number;
}

/** A stream that exists. */
export interface GivenStreamProps extends TrafficProps {
  /**
   * Whether the stream is on demand, which decides its price.
   *
   * @default false
   */
  readonly onDemand?: boolean;
}

/** The stream that CloudFront writes into. */
export class Capacity {
  /** A stream with the shards that the traffic needs. */
  static provisioned(props: ProvisionedStreamProps = {}): Capacity {
    const { headroom, presentShards } = props;
    return new Capacity({ ...streamOptions(props), ...given({ headroom, presentShards }) });
  }

  /** A stream that follows the traffic at twice its last peak. */
  static onDemand(props: StreamProps = {}): Capacity {
    return new Capacity({ ...streamOptions(props), capacity: 'on-demand' });
  }

  /**
   * A stream that exists. The pipeline can't guarantee that it has enough shards, keeps records long enough, or is
   * encrypted: docs/bring-your-own.md.
   */
  static fromStream(stream: IStream, props: GivenStreamProps = {}): Capacity {
    const options = {
      streamArn: stream.streamArn,
      streamKeyArn: stream.encryptionKey?.keyArn,
      capacity: props.onDemand ? ('on-demand' as const) : undefined,
    };
    return new Capacity({ ...trafficOptions(props), ...given(options) }, stream);
  }

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
  return given({ requestsPerSecond, recordBytes, streamRetentionHours: retention?.toHours() });
}

function streamOptions(props: StreamProps): PipelineOptions {
  const { encryption, removalPolicy } = props;
  return {
    ...trafficOptions(props),
    ...given({
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

/** The encryption that an option names. */
export function streamEncryptionOf(name: PipelineOptions['streamEncryption']): StreamEncryption | undefined {
  return Object.values(StreamEncryption).find((encryption) => encryptionNames[encryption] === name);
}
