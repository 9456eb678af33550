import { ServiceError } from '../serviceError.ts';

/** Digits of a sequence number, as those of AWS have. */
const length = 56;
const positionDigits = 18;
const shardDigits = 6;

/** Turns positions in a shard into sequence numbers and back. */
export interface SequenceNumbers {
  /** The sequence number of the record at this position, counted from 0. */
  at(position: number): string;
  /**
   * The first position whose sequence number is not below the given one.
   *
   * Sequence numbers of a shard increase with gaps, so a number between two records is allowed.
   */
  positionFrom(sequenceNumber: string): number;
}

/**
 * The sequence numbers of one shard: the shard's creation, the position, the shard.
 *
 * All have 56 digits, increase with the position, and those of a child shard are above its parents'.
 */
export function sequenceNumbersOf(shardNumber: number, createdAt: number): SequenceNumbers {
  const prefix = `496${String(createdAt).padStart(length - 3 - positionDigits - shardDigits, '0')}`;
  const suffix = String(shardNumber).padStart(shardDigits, '0');
  const at = (position: number) => `${prefix}${String(position).padStart(positionDigits, '0')}${suffix}`;
  return {
    at,
    positionFrom(sequenceNumber) {
      const number = sequenceNumber.padStart(length, '0');
      if (!/^\d{56}$/.test(number)) {
        throw new ServiceError(
          'InvalidArgumentException',
          `StartingSequenceNumber must be a number of at most ${length} digits, got '${sequenceNumber}'.`,
        );
      }
      const numberPrefix = number.slice(0, prefix.length);
      if (numberPrefix !== prefix) return numberPrefix < prefix ? 0 : Number.MAX_SAFE_INTEGER;
      const position = Number(number.slice(prefix.length, -shardDigits));
      return at(position) < number ? position + 1 : position;
    },
  };
}
