import { ServiceError } from '../serviceError.ts';

/** Lifetime of an iterator in milliseconds: GetShardIterator page, 2026-11. */
const lifetime = 5 * 60 * 1000;

/** Contents of a shard iterator. */
export interface ShardPosition {
  readonly stream: string;
  readonly shard: string;
  readonly position: number;
}

/** Writes a position as an opaque iterator. */
export function writeShardIterator({ stream, shard, position }: ShardPosition, now: number): string {
  return Buffer.from(JSON.stringify([stream, shard, position, now])).toString('base64');
}

/** Reads an iterator that {@link writeShardIterator} wrote. Throws if it has expired. */
export function readShardIterator(iterator: string, now: number): ShardPosition {
  const [stream, shard, position, issuedAt] = parse(iterator);
  if (now - issuedAt > lifetime) {
    throw new ServiceError(
      'ExpiredIteratorException',
      `Iterator expired. It was created ${now - issuedAt} milliseconds ago and expires after ${lifetime}.`,
    );
  }
  return { stream, shard, position };
}

function parse(iterator: string): [string, string, number, number] {
  try {
    return JSON.parse(Buffer.from(iterator, 'base64').toString());
  } catch {
    throw new ServiceError('InvalidArgumentException', 'ShardIterator was not issued by this endpoint.');
  }
}
