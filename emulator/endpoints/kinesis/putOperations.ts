import { ServiceError } from '../serviceError.ts';
import { hashKeyOf } from './hashKeys.ts';
import type { Shard } from './shard.ts';
import type { Stream } from './stream.ts';

/** Limits of PutRecords: PutRecords page, 2026-11. */
const putLimits = { records: 500, requestBytes: 10 * 1024 * 1024, recordBytes: 1024 * 1024 } as const;

/** A record of a put request, with base64 data. */
export interface PutEntry {
  readonly Data: string;
  readonly PartitionKey: string;
  readonly ExplicitHashKey?: string;
}

/** Result of one record of PutRecords. */
type PutResult =
  | { readonly SequenceNumber: string; readonly ShardId: string }
  | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** Response of PutRecords. */
export interface PutRecordsAnswer {
  readonly FailedRecordCount: number;
  readonly Records: readonly PutResult[];
  readonly EncryptionType: 'NONE';
}

/** Puts one record, or throws if it is rejected. */
export function putRecord(stream: Stream, entry: PutEntry, now: number): PutResult {
  const bytes = checkedSize(entry);
  const shard = stream.shardOf(hashKeyOf(entry.PartitionKey, entry.ExplicitHashKey));
  const sequenceNumber = append(shard, entry, bytes, now);
  if (sequenceNumber !== undefined) return { SequenceNumber: sequenceNumber, ShardId: shard.id };
  throw new ServiceError('ProvisionedThroughputExceededException', rateExceeded(stream, shard));
}

/** Puts records one by one. The response lists the records that a shard's limits reject; the others are stored. */
export function putRecords(stream: Stream, entries: readonly PutEntry[], now: number): PutRecordsAnswer {
  if (entries.length === 0 || entries.length > putLimits.records) {
    throw new ServiceError(
      'ValidationException',
      `Records must contain 1 to ${putLimits.records} records, got ${entries.length}.`,
    );
  }
  const sizes = entries.map(checkedSize);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  if (total > putLimits.requestBytes) {
    throw new ServiceError(
      'InvalidArgumentException',
      `Records must have at most ${putLimits.requestBytes} bytes in total, got ${total}.`,
    );
  }
  const results = entries.map((entry, index): PutResult => {
    const shard = stream.shardOf(hashKeyOf(entry.PartitionKey, entry.ExplicitHashKey));
    const sequenceNumber = append(shard, entry, sizes[index], now);
    return sequenceNumber === undefined
      ? { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: rateExceeded(stream, shard) }
      : { SequenceNumber: sequenceNumber, ShardId: shard.id };
  });
  return {
    FailedRecordCount: results.reduce((count, result) => count + ('ErrorCode' in result ? 1 : 0), 0),
    Records: results,
    EncryptionType: 'NONE',
  };
}

function append(shard: Shard, entry: PutEntry, bytes: number, now: number): string | undefined {
  return shard.append({ data: entry.Data, partitionKey: entry.PartitionKey, bytes, arrivedAt: now });
}

function checkedSize({ Data: data, PartitionKey: partitionKey }: PutEntry): number {
  if (typeof data !== 'string' || typeof partitionKey !== 'string') {
    throw new ServiceError('ValidationException', 'Each record must have Data and PartitionKey.');
  }
  if (partitionKey.length < 1 || partitionKey.length > 256) {
    throw new ServiceError(
      'ValidationException',
      `PartitionKey must have 1 to 256 characters, got ${partitionKey.length}.`,
    );
  }
  const bytes = Buffer.byteLength(data, 'base64') + Buffer.byteLength(partitionKey);
  if (bytes <= putLimits.recordBytes) return bytes;
  throw new ServiceError(
    'ValidationException',
    `Data and PartitionKey must have at most ${putLimits.recordBytes} bytes in total, got ${bytes}.`,
  );
}

function rateExceeded(stream: Stream, shard: Shard): string {
  return `Rate exceeded for shard ${shard.id} in stream ${stream.name} under account 000000000000.`;
}
