import { hash } from 'node:crypto';
import { ServiceError } from '../serviceError.ts';

/** The hash keys of a shard, both ends inclusive. */
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

/** Hash keys as 32 hexadecimal digits order as the numbers do, and cost no BigInt a record. */
export function toHexadecimal(hashKey: bigint): string {
  return hashKey.toString(16).padStart(32, '0');
}

/** The hash key that decides a record's shard: the MD5 of its partition key, unless one is given. */
export function hashKeyOf(partitionKey: string, explicitHashKey: string | undefined): string {
  return explicitHashKey === undefined
    ? hash('md5', partitionKey)
    : toHexadecimal(parseHashKey(explicitHashKey, 'ExplicitHashKey'));
}

/** Reads a decimal hash key of a request. */
export function parseHashKey(text: string, parameter: string): bigint {
  if (/^(0|[1-9]\d{0,38})$/.test(text) && BigInt(text) < hashKeys) return BigInt(text);
  throw new ServiceError(
    'InvalidArgumentException',
    `${parameter} must be a decimal number below 2^128, got '${text}'.`,
  );
}
