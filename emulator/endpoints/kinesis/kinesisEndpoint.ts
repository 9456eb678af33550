import { type AwsJsonOperation, awsJsonService } from '../awsJsonService.ts';
import { type Endpoint, type EndpointOptions, type EndpointService, startEndpoint } from '../endpoint.ts';
import { ServiceError } from '../serviceError.ts';
import { parseHashKey } from './hashKeys.ts';
import { type PutEntry, putRecord, putRecords } from './putOperations.ts';
import {
  describeRange,
  type GetRecordsInput,
  getRecords,
  getShardIterator,
  type ShardIteratorInput,
} from './readOperations.ts';
import type { Shard } from './shard.ts';
import { Stream } from './stream.ts';
import type { LimitsEnforced } from './throughput.ts';

/** Options of the local Kinesis. */
export interface KinesisEndpointOptions extends EndpointOptions {
  /** Which of a real shard's limits are enforced. @default true, all of them */
  readonly enforceLimits?: LimitsEnforced | undefined;
  /** Retention period in seconds. @default 86400, as for a new stream */
  readonly retentionSeconds?: number | undefined;
  /** Returns the current time in epoch milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Called after each put. @default none */
  readonly onPut?: ((put: StreamPut) => void) | undefined;
}

/** Counts of one put call. */
export interface StreamPut {
  readonly streamName: string;
  /** Records that the stream accepted. */
  readonly records: number;
  /** Bytes of all records' data, including rejected records. */
  readonly bytes: number;
  /** Records that shards rejected. */
  readonly refused: number;
}

/** Members that identify the stream in every operation except GetRecords. */
interface StreamReference {
  readonly StreamName?: string;
  readonly StreamARN?: string;
}

/** Starts a local Kinesis, which keeps records in memory and enforces the limits of real shards. */
export function startKinesisEndpoint(options: KinesisEndpointOptions = {}): Promise<Endpoint> {
  return startEndpoint(kinesisService(options), options);
}

/** Creates a local Kinesis, which keeps records in memory and enforces the limits of real shards. */
export function kinesisService(options: KinesisEndpointOptions = {}): EndpointService {
  return awsJsonService({
    name: 'kinesis',
    version: '1.1',
    targetPrefix: 'Kinesis_20131202',
    operations: kinesisOperations(options),
  });
}

function kinesisOperations(options: KinesisEndpointOptions): Record<string, AwsJsonOperation> {
  const { enforceLimits = true, retentionSeconds = 24 * 60 * 60, now = Date.now, onPut } = options;
  const streams = new Map<string, Stream>();

  function streamNamed(name: string): Stream {
    const stream = streams.get(name);
    if (stream) return stream;
    throw new ServiceError(
      'ResourceNotFoundException',
      `Stream ${name} under account 000000000000 not found.`,
    );
  }
  function streamOf({ StreamName: name, StreamARN: arn }: StreamReference): Stream {
    return streamNamed(name ?? arn?.split('/').at(-1) ?? '');
  }

  return {
    CreateStream({ StreamName: name, ShardCount: shards = 1 }: { StreamName: string; ShardCount?: number }) {
      if (streams.has(name)) {
        throw new ServiceError(
          'ResourceInUseException',
          `Stream ${name} under account 000000000000 already exists.`,
        );
      }
      const arn = `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`;
      streams.set(
        name,
        new Stream({ name, arn, shards, enforceLimits, retention: retentionSeconds * 1000, now }),
      );
    },
    DescribeStreamSummary: (input: StreamReference) => ({
      StreamDescriptionSummary: describeStream(streamOf(input), retentionSeconds),
    }),
    ListShards: (input: StreamReference) => ({ Shards: streamOf(input).shards.map(describeShard) }),
    PutRecord(input: StreamReference & PutEntry) {
      const stream = streamOf(input);
      const result = putRecord(stream, input, now());
      onPut?.({ streamName: stream.name, records: 1, bytes: bytesOf([input]), refused: 0 });
      return result;
    },
    PutRecords(input: StreamReference & { Records: PutEntry[] }) {
      const stream = streamOf(input);
      const result = putRecords(stream, input.Records, now());
      const { FailedRecordCount: refused } = result;
      const records = input.Records.length - refused;
      onPut?.({ streamName: stream.name, records, bytes: bytesOf(input.Records), refused });
      return result;
    },
    GetShardIterator: (input: StreamReference & ShardIteratorInput) =>
      getShardIterator(streamOf(input), input, now()),
    GetRecords: (input: GetRecordsInput) => getRecords(streamNamed, input, now()),
    SplitShard(input: StreamReference & { ShardToSplit: string; NewStartingHashKey: string }) {
      const hashKey = parseHashKey(input.NewStartingHashKey, 'NewStartingHashKey');
      streamOf(input).split(input.ShardToSplit, hashKey);
    },
    MergeShards(input: StreamReference & { ShardToMerge: string; AdjacentShardToMerge: string }) {
      streamOf(input).merge(input.ShardToMerge, input.AdjacentShardToMerge);
    },
  };
}

function bytesOf(entries: readonly PutEntry[]): number {
  return entries.reduce((sum, { Data: data }) => sum + Buffer.byteLength(data, 'base64'), 0);
}

function describeStream({ name, arn, createdAt, openShards }: Stream, retentionSeconds: number): unknown {
  return {
    StreamName: name,
    StreamARN: arn,
    StreamStatus: 'ACTIVE',
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
    RetentionPeriodHours: Math.max(1, Math.round(retentionSeconds / 3600)),
    StreamCreationTimestamp: createdAt / 1000,
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: 'NONE',
    OpenShardCount: openShards.length,
    ConsumerCount: 0,
  };
}

function describeShard(shard: Shard): unknown {
  const { id, parents, closed, sequenceNumbers, end } = shard;
  return {
    ShardId: id,
    ...(parents[0] && { ParentShardId: parents[0] }),
    ...(parents[1] && { AdjacentParentShardId: parents[1] }),
    HashKeyRange: describeRange(shard),
    SequenceNumberRange: {
      StartingSequenceNumber: sequenceNumbers.at(0),
      ...(closed && { EndingSequenceNumber: sequenceNumbers.at(end) }),
    },
  };
}
