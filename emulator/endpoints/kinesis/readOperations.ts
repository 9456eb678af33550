import { ServiceError } from '../serviceError.ts';
import type { Shard } from './shard.ts';
import { readShardIterator, writeShardIterator } from './shardIterators.ts';
import type { Stream } from './stream.ts';

/** Members of GetShardIterator that specify where to start. */
export interface ShardIteratorInput {
  readonly ShardId: string;
  readonly ShardIteratorType: string;
  readonly StartingSequenceNumber?: string;
  /** Epoch seconds. */
  readonly Timestamp?: number;
}

/** Members of GetRecords. */
export interface GetRecordsInput {
  readonly ShardIterator: string;
  readonly Limit?: number;
}

/** Returns an iterator for a position in a shard. */
export function getShardIterator(stream: Stream, input: ShardIteratorInput, now: number): unknown {
  const shard = stream.shard(input.ShardId);
  const position = startingPosition(shard, input);
  if (position > shard.end) {
    throw new ServiceError(
      'InvalidArgumentException',
      `StartingSequenceNumber ${input.StartingSequenceNumber} is greater than every sequence number in ${shard.id}.`,
    );
  }
  return { ShardIterator: writeShardIterator({ stream: stream.name, shard: shard.id, position }, now) };
}

function startingPosition(shard: Shard, input: ShardIteratorInput): number {
  const { ShardIteratorType: type, StartingSequenceNumber: sequenceNumber, Timestamp: seconds } = input;
  switch (type) {
    case 'TRIM_HORIZON':
      return 0;
    case 'LATEST':
      return shard.end;
    case 'AT_SEQUENCE_NUMBER':
      return shard.sequenceNumbers.positionFrom(required(sequenceNumber, type));
    case 'AFTER_SEQUENCE_NUMBER': {
      const position = shard.sequenceNumbers.positionFrom(required(sequenceNumber, type));
      return shard.sequenceNumbers.at(position) === sequenceNumber ? position + 1 : position;
    }
    case 'AT_TIMESTAMP':
      return shard.positionAt(required(seconds, type) * 1000);
    default:
      throw new ServiceError('ValidationException', `Unknown ShardIteratorType '${type}'.`);
  }
}

function required<T>(value: T | undefined, type: string): T {
  if (value !== undefined) return value;
  throw new ServiceError(
    'InvalidArgumentException',
    `ShardIteratorType ${type} requires ${type === 'AT_TIMESTAMP' ? 'Timestamp' : 'StartingSequenceNumber'}.`,
  );
}

/** Reads records. At the end of a closed shard, the response lists the child shards. */
export function getRecords(
  streams: (name: string) => Stream,
  { ShardIterator: iterator, Limit: limit = 10_000 }: GetRecordsInput,
  now: number,
): unknown {
  if (limit < 1 || limit > 10_000) {
    throw new ServiceError('InvalidArgumentException', `Limit must be 1 to 10000, got ${limit}.`);
  }
  const from = readShardIterator(iterator, now);
  const stream = streams(from.stream);
  const shard = stream.shard(from.shard);
  const { records, position, nextPosition, millisBehindLatest } = shard.read(from.position, limit, now);
  return {
    Records: records.map((record, index) => ({
      Data: record.data,
      PartitionKey: record.partitionKey,
      SequenceNumber: shard.sequenceNumbers.at(position + index),
      ApproximateArrivalTimestamp: record.arrivedAt / 1000,
    })),
    MillisBehindLatest: millisBehindLatest,
    ...(shard.closed && nextPosition >= shard.end
      ? { ChildShards: stream.childrenOf(shard).map(describeChild) }
      : { NextShardIterator: writeShardIterator({ ...from, position: nextPosition }, now) }),
  };
}

function describeChild({ id, parents, range }: Shard): unknown {
  return { ShardId: id, ParentShards: parents, HashKeyRange: describeRange({ range }) };
}

/** Returns a shard's hash key range in the API's format. */
export function describeRange({ range }: Pick<Shard, 'range'>): unknown {
  return { StartingHashKey: String(range.start), EndingHashKey: String(range.end) };
}
