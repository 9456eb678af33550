import { type Arrivals, invocationsPerSecond } from './batches.ts';
import { firehoseMonthlyCost } from './firehoseCost.ts';
import { dollarsOfGigabyteSecond, hoursOfMonth, type ProcessorArchitecture, prices } from './prices.ts';

/** Memory of the functions of destinations, and their share of a processor (1,769 MB are one processor). */
const memoryMegabytes = 512;
const processorShare = memoryMegabytes / 1769;

/**
 * Milliseconds that a destination's function needs per record on one processor: twice the measured time on one
 * machine for a record of 46 fields, 0.0095 ms directly with compression and 0.0076 ms for Firehose (November 2026).
 */
const directWork = 0.019;
const transformationWork = 0.0152;

/** Milliseconds that an invocation waits for the receiver. This is an assumption. */
const waitForReceiver = 200;

/** Maximum number of bytes that Firehose buffers for a call of its function: 1 MB. */
const bytesOfRequest = 1024 * 1024;

const secondsOfMonth = hoursOfMonth * 3600;
const gigabyte = 1_000_000_000;

/** Input for the price of a destination. */
export interface DestinationCostOptions extends Arrivals {
  readonly capacity: 'provisioned' | 'on-demand';
  /** Processor of the functions. @default 'arm64' */
  readonly architecture?: ProcessorArchitecture | undefined;
}

/** Dollars per month for one destination, at list prices of us-east-1, without the cost of the receiver. */
export interface DestinationCost {
  /** Delivery by a function of the pipeline. */
  readonly direct: number;
  /** Additional cost of enhanced fan-out for a direct delivery. */
  readonly enhancedFanOut: number;
  /** Delivery by Firehose, with the function that transforms records. */
  readonly firehose: number;
}

/** Returns the monthly cost of one destination, by delivery method. */
export function destinationCost(options: DestinationCostOptions): DestinationCost {
  const { recordsPerSecond, recordBytes, shards, capacity } = options;
  const dollarsOfSecond = (memoryMegabytes / 1024) * dollarsOfGigabyteSecond(options.architecture);
  const records = recordsPerSecond * secondsOfMonth;
  const gigabytes = (records * recordBytes) / gigabyte;
  const onDemand = capacity === 'on-demand';
  const reading = onDemand ? gigabytes * prices.onDemandGigabyteOut.dollars : 0;
  const direct = functionCost(
    invocationsPerSecond(options) * secondsOfMonth,
    records * directWork,
    waitForReceiver,
    dollarsOfSecond,
  );
  const transformation = functionCost(
    (records * recordBytes) / bytesOfRequest,
    records * transformationWork,
    0,
    dollarsOfSecond,
  );
  const fanOut = onDemand
    ? gigabytes * prices.onDemandFanOutGigabyte.dollars - reading
    : shards * hoursOfMonth * prices.fanOutShardHour.dollars + gigabytes * prices.fanOutGigabyte.dollars;
  return roundToCents({
    direct: direct + reading,
    enhancedFanOut: fanOut,
    firehose: firehoseMonthlyCost(recordsPerSecond, recordBytes) + transformation + reading,
  });
}

function functionCost(
  invocations: number,
  milliseconds: number,
  wait: number,
  dollarsOfSecond: number,
): number {
  const seconds = (invocations * wait + milliseconds / processorShare) / 1000;
  return (invocations / 1_000_000) * prices.lambdaRequests.dollars + seconds * dollarsOfSecond;
}

function roundToCents(cost: DestinationCost): DestinationCost {
  const cents = (dollars: number) => Math.round(dollars * 100) / 100;
  return {
    direct: cents(cost.direct),
    enhancedFanOut: cents(cost.enhancedFanOut),
    firehose: cents(cost.firehose),
  };
}
