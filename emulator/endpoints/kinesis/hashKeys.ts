import { hash } from 'node:crypto';
import { ServiceError } from '../serviceError.ts';

/** Hash key range of a shard, including both ends. */
export interface HashKeyRange {
  readonly start: bigint;
  readonly end: bigint;
}

const hashKeys = 2n ** 128n;

/** Divides all hash keys evenly, as CreateStream does. */
export function divideHashKeys(shards: number): HashKeyRange[] {
  const size = hashKeys / BigInt(shards);
  return Array.from({ length: shards }, (_, shard) => ({
    start: size * BigInt(shard),
    end: shard === shards - 1 ? hashKeys - 1n : size * BigInt(shard + 1) - 1n,
  }));
}

/** Writes a hash key as 32 hexadecimal digits. They sort like the numbers, and avoid a BigInt per record. */
export function toHexadecimal(hashKey: bigint): string {
  return hashKey.toString(16).padStart(32, '0');
}

/** Returns a record's hash key: the explicit hash key, or else the MD5 of the partition key. */
export function hashKeyOf(partitionKey: string, explicitHashKey: string | undefined): string {
  return explicitHashKey === undefined
    ? hash('md5', partitionKey)
    : toHexadecimal(parseHashKey(explicitHashKey, 'ExplicitHashKey'));
}

/** Parses a decimal hash key in a request. */
export function parseHashKey(text: string, parameter: string): bigint {
  if (/^(0|[1-9]\d{0,38})$/.test(text) && BigInt(text) < hashKeys) return BigInt(text);
  throw new ServiceError(
    'InvalidArgumentException',
    `${parameter} must be a decimal number below 2^128, got '${text}'.`,
  );
}
