import { hoursOfMonth, prices } from './prices.ts';

/** Firehose rounds a record of a stream up to a multiple of this, in bytes (Firehose pricing page, November 2026). */
const billedUnit = 5 * 1024;

const gigabyte = 1024 ** 3;

/** Gigabytes per month at the first price. */
const firstTier = 500 * 1024;

/**
 * Returns the monthly cost of Firehose for one destination, at list prices of us-east-1.
 *
 * @param recordsPerSecond average over the month
 * @param recordBytes size of an average record
 * @returns dollars
 */
export function firehoseMonthlyCost(recordsPerSecond: number, recordBytes: number): number {
  const billedBytes = Math.ceil(recordBytes / billedUnit) * billedUnit;
  const gigabytes = (recordsPerSecond * hoursOfMonth * 3600 * billedBytes) / gigabyte;
  const beyond = Math.max(0, gigabytes - firstTier);
  return (
    (gigabytes - beyond) * prices.firehoseGigabyte.dollars + beyond * prices.firehoseGigabyteBeyond.dollars
  );
}
