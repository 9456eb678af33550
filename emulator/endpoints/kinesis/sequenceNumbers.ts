import { ServiceError } from '../serviceError.ts';

/** Number of digits of a sequence number, as in AWS. */
const length = 56;
const positionDigits = 18;
const shardDigits = 6;

/** Converts positions in a shard to sequence numbers, and back. */
export interface SequenceNumbers {
  /** Returns the sequence number of the record at this position, counted from 0. */
  at(position: number): string;
  /**
   * Returns the first position whose sequence number is greater than or equal to this one.
   *
   * A shard's sequence numbers increase with gaps, so a number between two records is valid.
   */
  positionFrom(sequenceNumber: string): number;
}

/**
 * Creates the sequence numbers of a shard. Each consists of the shard's creation time, the position, and the
 * shard number.
 *
 * All have 56 digits and increase with the position. A child shard's numbers are greater than its parents'.
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
