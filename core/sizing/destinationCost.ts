import { type Arrivals, invocationsPerSecond } from './batches.ts';
import { firehoseMonthlyCost } from './firehoseCost.ts';
import { hoursOfMonth, prices } from './prices.ts';

/** Memory of the functions of destinations, and how much of a processor that is (1,769 MB are one). */
const memoryMegabytes = 512;
const processorShare = memoryMegabytes / 1769;

/**
 * Milliseconds that a function of a destination needs for a record on a whole processor: twice what was measured on one
 * machine for a record of 46 fields, 0.0095 directly with compression and 0.0076 for Firehose (November 2026).
 */
const directWork = 0.019;
const transformationWork = 0.0152;

/** Milliseconds that an invocation waits for the receiver, which is assumed. */
const waitForReceiver = 200;

/** Bytes of a request that Firehose gathers for its function: at most 1 MB. */
const bytesOfRequest = 1024 * 1024;

const secondsOfMonth = hoursOfMonth * 3600;
const gigabyte = 1_000_000_000;

/** What the price of a destination follows from. */
export interface DestinationCostOptions extends Arrivals {
  readonly capacity: 'provisioned' | 'on-demand';
}

/** Dollars a month for one destination, at list prices of us-east-1. What the receiver costs is not in it. */
export interface DestinationCost {
  /** A function of the pipeline delivers. */
  readonly direct: number;
  /** What enhanced fan-out of a direct delivery costs on top. */
  readonly enhancedFanOut: number;
  /** Firehose delivers, with the function that transforms. */
  readonly firehose: number;
}

/** What one destination costs a month, by the way of delivering. */
export function destinationCost(options: DestinationCostOptions): DestinationCost {
  const { recordsPerSecond, recordBytes, shards, capacity } = options;
  const records = recordsPerSecond * secondsOfMonth;
  const gigabytes = (records * recordBytes) / gigabyte;
  const onDemand = capacity === 'on-demand';
  const reading = onDemand ? gigabytes * prices.onDemandGigabyteOut.dollars : 0;
  const direct = functionCost(
    invocationsPerSecond(options) * secondsOfMonth,
    records * directWork,
    waitForReceiver,
  );
  const transformation = functionCost(
    (records * recordBytes) / bytesOfRequest,
    records * transformationWork,
    0,
  );
  const fanOut = onDemand
    ? gigabytes * prices.onDemandFanOutGigabyte.dollars - reading
    : shards * hoursOfMonth * prices.fanOutShardHour.dollars + gigabytes * prices.fanOutGigabyte.dollars;
  return inCents({
    direct: direct + reading,
    enhancedFanOut: fanOut,
    firehose: firehoseMonthlyCost(recordsPerSecond, recordBytes) + transformation + reading,
  });
}

function functionCost(invocations: number, milliseconds: number, wait: number): number {
  const seconds = (invocations * wait + milliseconds / processorShare) / 1000;
  return (
    (invocations / 1_000_000) * prices.lambdaRequests.dollars +
    seconds * (memoryMegabytes / 1024) * prices.lambdaGigabyteSecond.dollars
  );
}

function inCents(cost: DestinationCost): DestinationCost {
  const cents = (dollars: number) => Math.round(dollars * 100) / 100;
  return {
    direct: cents(cost.direct),
    enhancedFanOut: cents(cost.enhancedFanOut),
    firehose: cents(cost.firehose),
  };
}
