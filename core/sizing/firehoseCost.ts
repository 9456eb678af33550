import { hoursOfMonth, prices } from './prices.ts';

/** Bytes to which Firehose rounds up a record of a stream (Firehose pricing page, November 2026). */
const billedUnit = 5 * 1024;

const gigabyte = 1024 ** 3;

/** Gigabytes of a month at the first price. */
const firstTier = 500 * 1024;

/**
 * What Firehose costs a month for one destination, at list prices of us-east-1.
 *
 * @param recordsPerSecond day and night
 * @param recordBytes of an average record
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
