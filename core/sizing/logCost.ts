import { dollarsOfGigabyteSecond, hoursOfMonth, type ProcessorArchitecture, prices } from './prices.ts';

const million = 1_000_000;
const gigabyte = 1_000_000_000;

/**
 * Size of a PUT payload unit of a provisioned stream, and the size to which on-demand records are rounded up, in bytes.
 */
const bytesOfPutUnit = 25 * 1024;
const bytesRoundedTo = 1024;

/** Input for the price of log records. */
export interface LogCostOptions {
  readonly capacity: 'provisioned' | 'on-demand';
  /** Shards of a provisioned stream. */
  readonly shards: number;
  /** Bytes of a typical record. */
  readonly recordBytes: number;
  /** Memory of the consumer. */
  readonly memoryMegabytes: number;
  /** Processor of the consumer. @default 'arm64' */
  readonly architecture?: ProcessorArchitecture | undefined;
}

/** Prices of the logs per unit, in dollars. */
export interface LogCost {
  /** The stream itself, per month. */
  readonly ofMonth: number;
  /** A record, for CloudFront and the stream. */
  readonly ofRecord: number;
  /** An invocation of the consumer, and the file that it writes. */
  readonly ofInvocation: number;
  /** A millisecond of the consumer's time. */
  readonly ofMillisecond: number;
}

/**
 * Returns the prices of the logs, without costs that can't be derived from the pipeline's counts: storage, queries,
 * metrics, keys, and stream retention of more than 24 hours.
 */
export function logCost(options: LogCostOptions): LogCost {
  const { capacity, shards, recordBytes, memoryMegabytes, architecture } = options;
  const line = prices.realtimeLogLines.dollars / million;
  const compute = {
    ofInvocation: prices.lambdaRequests.dollars / million + prices.s3Puts.dollars / 1000,
    ofMillisecond: ((memoryMegabytes / 1024) * dollarsOfGigabyteSecond(architecture)) / 1000,
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
