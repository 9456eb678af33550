import { hoursOfMonth, prices } from './prices.ts';

const million = 1_000_000;
const gigabyte = 1_000_000_000;

/** Bytes of a PUT payload unit of a provisioned stream, and bytes up to which a record on demand is rounded. */
const bytesOfPutUnit = 25 * 1024;
const bytesRoundedTo = 1024;

/** What decides the price of a log record. */
export interface LogCostOptions {
  readonly capacity: 'provisioned' | 'on-demand';
  /** Shards of a provisioned stream. */
  readonly shards: number;
  /** Bytes of a typical record. */
  readonly recordBytes: number;
  /** Memory of the consumer. */
  readonly memoryMegabytes: number;
}

/** What the logs cost by what is counted of them, in dollars. */
export interface LogCost {
  /** The stream itself, for a month. */
  readonly ofMonth: number;
  /** A record, from CloudFront through the stream. */
  readonly ofRecord: number;
  /** An invocation of the consumer, and the file that it writes. */
  readonly ofInvocation: number;
  /** A millisecond of the consumer's time. */
  readonly ofMillisecond: number;
}

/**
 * Prices of the logs. Left out is what does not follow from counts of the pipeline: storage, queries, metrics,
 * keys, and a retention of more than 24 hours.
 */
export function logCost({ capacity, shards, recordBytes, memoryMegabytes }: LogCostOptions): LogCost {
  const line = prices.realtimeLogLines.dollars / million;
  const compute = {
    ofInvocation: prices.lambdaRequests.dollars / million + prices.s3Puts.dollars / 1000,
    ofMillisecond: ((memoryMegabytes / 1024) * prices.lambdaGigabyteSecond.dollars) / 1000,
  };
  if (capacity === 'on-demand') {
    const billedBytes = Math.ceil(recordBytes / bytesRoundedTo) * bytesRoundedTo;
    return {
      ofMonth: hoursOfMonth * prices.onDemandStreamHour.dollars,
      ofRecord:
        line +
        (billedBytes / gigabyte) * prices.onDemandGigabyteIn.dollars +
        (recordBytes / gigabyte) * prices.onDemandGigabyteOut.dollars,
      ...compute,
    };
  }
  const putUnits = Math.ceil(recordBytes / bytesOfPutUnit);
  return {
    ofMonth: shards * hoursOfMonth * prices.shardHour.dollars,
    ofRecord: line + (putUnits * prices.putPayloadUnits.dollars) / million,
    ...compute,
  };
}
